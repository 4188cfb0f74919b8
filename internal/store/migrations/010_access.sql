-- Who may use the web application. Moments are seconds since 1970.

CREATE TABLE account (
	id       INTEGER PRIMARY KEY,
	name     TEXT    NOT NULL UNIQUE, -- lower case
	role     TEXT    NOT NULL,        -- reader | coder | admin
	password TEXT    NOT NULL,        -- argon2id, with its salt and parameters; empty where somebody else vouches for them
	issuer   TEXT    NOT NULL,        -- who vouches for them (OpenID Connect), and their name there; empty with a password
	subject  TEXT    NOT NULL,
	created  INTEGER NOT NULL,
	seen     INTEGER NOT NULL         -- when they signed in last; 0 for never
) STRICT;

CREATE UNIQUE INDEX account_subject ON account (issuer, subject) WHERE issuer <> '';

CREATE TABLE session (
	hash    TEXT    PRIMARY KEY,      -- sha256 of the token that the browser or the program has
	account INTEGER NOT NULL REFERENCES account (id),
	kind    TEXT    NOT NULL,         -- browser | program
	created INTEGER NOT NULL,
	until   INTEGER NOT NULL          -- not longer
) STRICT, WITHOUT ROWID;

CREATE INDEX session_account ON session (account);
