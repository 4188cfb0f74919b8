package store

import (
	"context"
	"database/sql"
	"strings"
	"unicode"
)

// Filter says which statements are asked for. Empty fields ask for all.
type Filter struct {
	Party   string   // party id
	Person  string   // words of a speaker's name
	Issue   string   // issue id
	Via     []string // names of outlets or channels, as Outlets gives them; any of them
	Since   int      // days; 0 for no bound
	Until   int
	Text    string // words, all of them; "in quotation marks" one behind the other
	Limit   int    // 0 for all
	Before  int64  // a statement's id: only what comes behind it in the order of answers; 0 for all
	Reports bool   // every report, not only one of each utterance
}

// Said is one statement, or one utterance with its newest report.
type Said struct {
	ID         int64   `json:"id"`
	Local      string  `json:"local"` // the statement's id in its record
	Date       string  `json:"date"`
	DateFrom   string  `json:"date_from"` // text | published | updated | fetched
	Kind       string  `json:"kind"`
	Party      string  `json:"party,omitempty"`
	Speaker    string  `json:"speaker,omitempty"`
	Content    string  `json:"content"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Channel    string  `json:"channel,omitempty"`
	Occasion   string  `json:"occasion,omitempty"`
	Language   string  `json:"language,omitempty"`
	Role       string  `json:"role"` // first | copy | variant | repetition
	Utterance  int64   `json:"utterance"`
	Variants   int     `json:"variants"` // reports of the utterance
	Sources    int     `json:"sources"`  // independent ones
	First      string  `json:"first"`    // the day of its first appearance
	Confidence float64 `json:"confidence"`
	Source     Source  `json:"from"`
}

const saidColumns = `s.id, s.local, s.kind, s.party, s.speaker, s.said_how, s.content, s.start, s."end", s.channel, s.occasion, s.language, s.confidence, s.role, s.utterance,
	u.variants, u.sources, u.day, ` + sourceColumns

const saidJoins = ` JOIN utterance u ON u.id = s.utterance JOIN document d ON d.id = s.document JOIN outlet o ON o.id = d.outlet`

// Said hands statements to f, newest first, until f returns false or the
// filter's limit is reached.
func (db *DB) Said(ctx context.Context, q Filter, f func(Said) bool) error {
	from := `statement s` + saidJoins + ` WHERE s.current = 1`
	order := `s.id`
	var args []any
	if match := q.match(); match != "" {
		// The search walks by rowid, which is time; CROSS JOIN keeps it first.
		from = `statement_words w CROSS JOIN statement s ON s.id = w.rowid` + saidJoins + ` WHERE w.statement_words MATCH ? AND s.current = 1`
		order = `w.rowid`
		args = append(args, match)
	}
	if q.Since != 0 {
		from, args = from+` AND `+order+` >= ?`, append(args, firstOf(q.Since))
	}
	if q.Until != 0 {
		from, args = from+` AND `+order+` < ?`, append(args, firstOf(q.Until+1))
	}
	if q.Before != 0 {
		from, args = from+` AND `+order+` < ?`, append(args, q.Before)
	}
	from = strings.Replace(from, `w.statement_words MATCH`, `statement_words MATCH`, 1)
	seen, n := map[int64]bool{}, 0
	return db.ask(ctx, "search "+db.path, `SELECT `+saidColumns+` FROM `+from+` ORDER BY `+order+` DESC`, args, func(rows *sql.Rows) (bool, error) {
		var s Said
		var first int
		err := rows.Scan(append([]any{&s.ID, &s.Local, &s.Kind, &s.Party, &s.Speaker, &s.DateFrom, &s.Content, &s.Start, &s.End, &s.Channel, &s.Occasion, &s.Language,
			&s.Confidence, &s.Role, &s.Utterance, &s.Variants, &s.Sources, &first}, s.Source.dest()...)...)
		if err != nil || !q.Reports && seen[s.Utterance] {
			return err == nil, err
		}
		seen[s.Utterance] = true
		s.Date, s.First = Date(DayOf(s.ID)), Date(first)
		n++
		return f(s) && (q.Limit <= 0 || n < q.Limit), nil
	})
}

// match is the filter in FTS5's language; empty where it asks for no words.
func (q Filter) match() string {
	var parts []string
	if q.Party != "" {
		parts = append(parts, `facets : `+facet('p', q.Party))
	}
	if q.Issue != "" {
		parts = append(parts, `facets : `+facet('i', q.Issue))
	}
	if len(q.Via) > 0 {
		var any []string
		for _, v := range q.Via {
			any = append(any, facet('v', v))
		}
		parts = append(parts, `facets : (`+strings.Join(any, ` OR `)+`)`)
	}
	for _, p := range phrases(q.Person) {
		parts = append(parts, `who : `+p)
	}
	for _, p := range phrases(q.Text) {
		parts = append(parts, `content : `+p)
	}
	return strings.Join(parts, ` AND `)
}

// phrases quotes what a person typed: words one by one, and what stands in
// quotation marks as one phrase. No sign keeps a meaning of its own.
func phrases(text string) []string {
	var out []string
	text = strings.NewReplacer(`“`, `"`, `”`, `"`).Replace(text)
	for i, part := range strings.Split(text, `"`) {
		words := strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if i%2 == 1 && len(words) > 0 {
			words = []string{strings.Join(words, " ")}
		}
		for _, w := range words {
			out = append(out, `"`+w+`"`)
		}
	}
	return out
}

// Outlets are the names of outlets and channels that contain a text, whatever
// its case; all of them for an empty one.
func (db *DB) Outlets(ctx context.Context, part string) ([]string, error) {
	var out []string
	err := db.ask(ctx, "look into "+db.path, `SELECT name FROM outlet WHERE instr(lower(name), ?) > 0 ORDER BY name`, []any{strings.ToLower(part)}, func(rows *sql.Rows) (bool, error) {
		var name string
		err := rows.Scan(&name)
		out = append(out, name)
		return true, err
	})
	return out, err
}

// Speaks reports whether a party with this code, in whatever case, has a
// statement.
func (db *DB) Speaks(ctx context.Context, party string) (bool, error) {
	var n int
	err := db.pool.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM statement WHERE party = ? LIMIT 1)`, strings.ToUpper(party)).Scan(&n)
	return n > 0, db.fail("look into "+db.path, err)
}
