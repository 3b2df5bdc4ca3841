def add_people(tables, sources, inputs, report):
    pass


def unanswered(tables):
    return []
