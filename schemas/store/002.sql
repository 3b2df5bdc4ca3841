-- Version 2. What of an article's text tells wire copies of it: equal parts mean nearly equal texts.
ALTER TABLE articles ADD COLUMN sketch TEXT;

-- One row: a sum over hashes of all statements, by which a graph kept beside this file knows whether it is still that of
-- this file. Who changes statements by SQL sets it to null or deletes the row.
CREATE TABLE revision (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  first  INTEGER,
  second INTEGER
) STRICT;
