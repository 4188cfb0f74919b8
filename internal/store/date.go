package store

import (
	"hash/fnv"
	"time"
)

// Dated is a date and how it was found: "meta article:published_time",
// "byline", "--date", "HTTP Last-Modified", "clock".
type Dated struct {
	At  string // RFC 3339 date or date-time; empty where there is none
	How string
}

// Day counts days since 1970-01-01; it is how the store keeps dates that are
// asked for by range.
func Day(date string) (int, bool) {
	if len(date) < 10 {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, date[:10])
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// Date is the day as an RFC 3339 date.
func Date(day int) string {
	return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
}

// The id of a statement or a position holds the day, and below it the half
// hour in which its document was printed, a part of the document's hash, and
// its place among the document's own: 17 + 6 + 22 + 8 bits, so that programs
// that know numbers only up to 2^53 can hold it. Ids are in the order of time,
// and the same whatever the order in which documents come in. Should two
// documents meet in the same half hour and hash, the second one moves on.
const (
	daySpan   = 36
	hourSpan  = 30
	placeSpan = 8
	hashes    = 1 << (hourSpan - placeSpan)
)

// DayOf is the day that the id of a statement or a position holds.
func DayOf(id int64) int { return int(id >> daySpan) }

func firstOf(day int) int64 { return int64(day) << daySpan }

// halfHour is the part of the day that a date-time tells, from 1 to 48; 0
// where it is a date only.
func halfHour(moment string) int64 {
	t, err := time.Parse("2006-01-02T15:04", moment[:min(len(moment), 16)])
	if err != nil {
		return 0
	}
	return int64(t.Hour()*2 + t.Minute()/30 + 1)
}

// row is a day of a table.
type row struct {
	table string
	day   int
}

// next returns the document's next id of a day, in a table whose ids hold the
// day. Place 0 is left out: no id is 0.
func (c *contents) next(table string, day int) int64 {
	r := row{table, day}
	id, ok := c.free[r]
	if !ok || id&(1<<placeSpan-1) == 0 {
		id = c.block(r)
	}
	c.free[r] = id + 1
	return id
}

// block finds a run of ids that nobody has.
func (c *contents) block(r row) int64 {
	h := fnv.New32a()
	h.Write([]byte(c.rec.Document.ID))
	for hash := int64(h.Sum32()) % hashes; ; hash = (hash + 1) % hashes {
		id := firstOf(r.day) | c.slot<<hourSpan | hash<<placeSpan
		var taken int64
		if !c.get(`SELECT id FROM `+r.table+` WHERE id > ? AND id < ? LIMIT 1`, []any{id, id + 1<<placeSpan}, &taken) {
			return id + 1
		}
	}
}
