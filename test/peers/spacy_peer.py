"""Reads every text of a folder with a spaCy pipeline and prints how much it found.

    spacy_peer.py MODEL FOLDER [COMPONENT-TO-LEAVE-OUT…]
"""
import pathlib
import sys

import spacy

model, folder, *left_out = sys.argv[1:]
nlp = spacy.load(model, exclude=left_out)
texts = (path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).iterdir()))
words = sentences = names = 0
for doc in nlp.pipe(texts):
    words += len(doc)
    sentences += sum(1 for _ in doc.sents)
    names += len(doc.ents)
print(f"{words} words, {sentences} sentences, {names} names")
