-- The full-text search. Its words are cut and stemmed by the program (words.go),
-- so the index itself only splits at blanks. facets hold what a filter asks for
-- as words: party, issues, outlet, channels.

DROP TABLE IF EXISTS statement_words;

CREATE VIRTUAL TABLE statement_words USING fts5 (
	content, who, facets,
	content='', contentless_delete=1, tokenize='ascii'
);
