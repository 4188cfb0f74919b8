-- The full-text search: the same words as in SQLite, in one list; a sign before
-- the word tells the column ("@" who, "#" facets).

CREATE TABLE statement_words (
	rowid BIGINT PRIMARY KEY, -- statement.id
	words text[] COLLATE "C" NOT NULL
);

CREATE INDEX statement_words_words ON statement_words USING gin (words);

CREATE SEQUENCE turn; -- counts the transactions that write
