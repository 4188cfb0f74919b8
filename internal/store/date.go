package store

import (
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

// span24 is the room for ids of one day.
const span24 = 24

// DayOf is the day that the id of a statement or a position holds.
func DayOf(id int64) int { return int(id >> span24) }

func firstOf(day int) int64 { return int64(day) << span24 }

// next returns a free id of a day, in a table whose ids hold the day.
func (c *contents) next(table string, day int) int64 {
	key := table + Date(day)
	id, ok := c.free[key]
	if !ok {
		id = firstOf(day) + 1 // 0 stands for "none" wherever an id is kept
		var last int64
		if c.get(`SELECT id FROM `+table+` WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1`, []any{firstOf(day), firstOf(day + 1)}, &last) {
			id = last + 1
		}
	}
	c.free[key] = id + 1
	return id
}
