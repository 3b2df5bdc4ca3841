-- Version 2. What tells near copies of an article's text: three parts of twelve digits, of which copies share one; copies are two days apart at most. The view facts
-- counts every article; entente counts copies of one text once.
ALTER TABLE articles ADD COLUMN sketch TEXT;

-- One row: a sum over hashes of all statements, by which a graph kept beside this file knows whether it is still that of
-- this file. Who changes statements by SQL sets it to null or deletes the row.
CREATE TABLE revision (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  first  INTEGER,
  second INTEGER
) STRICT;
