package actor

// timeAt returns the tokens of the time expression that begins at k, or 0.
func (rd *reading) timeAt(k, end int) int {
	w := rd.words[k].lower
	switch {
	case w == "today" || w == "yesterday" || w == "tomorrow" || w == "tonight":
		return 1
	case weekdays[w] > 0 && (rd.words[k].capital()):
		return rd.weekday(k, end)
	case monthOf(rd.words[k].text) > 0:
		return rd.monthDay(k, end)
	case w == "last" || w == "this" || w == "next" || w == "earlier" || w == "later" || w == "late" || w == "early":
		return rd.relative(k, end)
	case isDigit(w):
		if len(w) == 10 && isISO(w) {
			return 1
		}
		if k+1 < end && len(w) <= 2 && monthOf(rd.words[k+1].text) > 0 {
			return 1 + rd.monthTail(k+1, end, false)
		}
	}
	return rd.ago(k, end)
}

// weekday reads "Monday", "Monday night", "Monday, Dec. 3".
func (rd *reading) weekday(k, end int) int {
	n := 1
	if k+n < end && dayParts[rd.words[k+n].lower] {
		n++
	}
	j := k + n
	if j < end && rd.words[j].text == "," {
		j++
	}
	if j < end && monthOf(rd.words[j].text) > 0 {
		if m := rd.monthDay(j, end); m > 1 {
			return j - k + m
		}
	}
	if j+1 < end && isDigit(rd.words[j].text) && monthOf(rd.words[j+1].text) > 0 {
		return j - k + 1 + rd.monthTail(j+1, end, false)
	}
	return n
}

// monthDay reads "Dec. 3, 2025", "December 2025" and, behind "in" or "last",
// "December".
func (rd *reading) monthDay(k, end int) int {
	if n := rd.monthTail(k, end, true); n > 1 {
		return n
	}
	if k > 0 && rd.words[k-1].lower == "in" && rd.words[k].text != "May" {
		return 1
	}
	return 0
}

// monthTail returns the tokens of a month and what follows it: a day, a year.
func (rd *reading) monthTail(k, end int, day bool) int {
	n := 1
	if day && k+n < end && dayNumber(rd.words[k+n].lower) > 0 {
		n++
	}
	j := k + n
	if j+1 < end && rd.words[j].text == "," && yearNumber(rd.words[j+1].text) > 0 {
		return n + 2
	}
	if j < end && yearNumber(rd.words[j].text) > 0 {
		return n + 1
	}
	return n
}

// relative reads "last week", "earlier this month", "late Monday", "this
// morning", "next Tuesday".
func (rd *reading) relative(k, end int) int {
	n := 0
	for k+n < end && timeAdverbs[rd.words[k+n].lower] && n < 3 {
		n++
	}
	if k+n >= end {
		return 0
	}
	w := rd.words[k+n].lower
	switch {
	case w == "on" && k+n+1 < end && weekdays[rd.words[k+n+1].lower] > 0:
		return n + 1 + rd.weekday(k+n+1, end)
	case weekdays[w] > 0:
		return n + rd.weekday(k+n, end)
	case w == "today" || w == "yesterday":
		return n + 1
	case (dayParts[w] || units[w] > 0 && w != "day" && w != "hour") && pointers[rd.words[k+n-1].lower]:
		return n + 1
	}
	return 0
}

var timeAdverbs = map[string]bool{"last": true, "this": true, "next": true, "earlier": true, "later": true, "late": true, "early": true}
var pointers = map[string]bool{"last": true, "this": true, "next": true}
var dayParts = map[string]bool{"morning": true, "afternoon": true, "evening": true, "night": true}
var units = map[string]int{"hour": 1, "hours": 1, "day": 1, "days": 1, "week": 7, "weeks": 7, "weekend": 7, "month": 30, "months": 30, "year": 365, "years": 365, "summer": 90, "spring": 90, "autumn": 90, "fall": 90, "winter": 90}

// ago reads "two days ago", "a week earlier".
func (rd *reading) ago(k, end int) int {
	if k+2 >= end || number(rd.words[k].lower) == 0 || units[rd.words[k+1].lower] == 0 {
		return 0
	}
	if w := rd.words[k+2].lower; w == "ago" || w == "earlier" {
		return 3
	}
	return 0
}
