// Package ledger keeps what the parties have said over time. In come reports
// of positions with their day and their source; out go the standing of each
// party on each issue as of a day, the shifts with the rule that proves each,
// and the reactions to them. It also folds what the news prints many times:
// copies of one article (Copy) and variants of one utterance (Same).
//
// Everything here is a pure function over values: no clock, no file, no SQL.
// A cell's state can be saved and taken up again (Cell is plain JSON), so that
// a store need not read a negotiation from its first day for every new article.
//
// The rules, and why they are as they are:
//
//   - A party's own words move its standing at once. A reporter's narration
//     does so only with a second independent source, unless it reports the
//     change itself ("dropped its demand"): background paragraphs restate old
//     stances in new words every day.
//   - What another party alleges never moves a standing. It is counted beside it.
//   - A repetition of an old statement, and a stance that the text marks as
//     past, count for what was, never for what is.
//   - A change that only reporters or only one source told of, and that the
//     holder denies within two weeks, is taken back: the shift stays on record as
//     denied.
//   - The reading is never quite sure. Reports move a standing once the chance
//     that at least one of them was read rightly is high enough (belief.go).
//   - One reading, however sure, does not move an established standing: it is
//     counted as contradicting evidence until a second source, more words of the
//     same one, or words that tell of a change themselves join it within two
//     weeks. What a person has confirmed needs no company. A standing that rests
//     on a weak reading alone is corrected by stronger evidence; that is no shift.
//   - "For" after "conditional" is mostly a condition left out for brevity, so
//     a condition counts as lifted only where the text says so or several
//     sources agree.
package ledger

// Report is one position as the ledger weighs it.
type Report struct {
	ID         int64  // the position's own
	Stance     string // for | against | conditional | dropped | unclear
	Act        string // PLOVER class
	Reported   string // said | narrated | alleged
	Past       bool   // the text marks the stance as formerly held
	Repeats    bool   // repeats an older statement: background, not news
	Day        int    // days since 1970-01-01
	Source     string // who is independent of whom: the original's outlet or agency
	Evidence   string
	Condition  string
	Confidence float64
}

// Tally counts the reports of each stance, past and repeated ones left out.
type Tally struct {
	For         int `json:"for,omitempty"`
	Against     int `json:"against,omitempty"`
	Conditional int `json:"conditional,omitempty"`
	Dropped     int `json:"dropped,omitempty"`
	Unclear     int `json:"unclear,omitempty"`
}

func (t *Tally) add(stance string) {
	switch stance {
	case "for":
		t.For++
	case "against":
		t.Against++
	case "conditional":
		t.Conditional++
	case "dropped":
		t.Dropped++
	default:
		t.Unclear++
	}
}

// The grades of a standing, strongest first.
const (
	Said     = "said"     // in the holder's own words
	Reported = "reported" // narrated by two or more independent sources, or as a change outright
	Single   = "single"   // narrated by one source
	Formerly = "formerly" // only as a stance of the past
	Alleged  = "alleged"  // only by another party
)

// Standing is where a party stands on an issue as of a day.
type Standing struct {
	Stance    string `json:"stance"`
	Grade     string `json:"grade"`
	Condition string `json:"condition,omitempty"`
	Rule      string `json:"rule"`  // the rule that set the stance
	Since     int    `json:"since"` // the day that it was set
	Proof     int64  `json:"proof"` // the report that set it
	Heard     int    `json:"heard"` // the last day with a report that is no repetition
	Sources   int    `json:"sources"`
	Contrary  int    `json:"contrary,omitempty"` // independent sources that report another stance since
	Tally     Tally  `json:"tally"`
}

// The rules by which a standing is set or moves.
const (
	First       = "first report"
	Corrected   = "corrected by stronger evidence"
	Outright    = "said outright"
	Dropped     = "dropped"
	Conditioned = "condition added"
	Lifted      = "condition lifted"
	Agreeing    = "independent sources"
	Denied      = "denied by the holder"
)

// Shift is a change of standing with its proof.
type Shift struct {
	Day      int
	From, To string
	Rule     string
	Old, New int64 // the reports before and after; Old is 0 where the text tells of no older one
	Sources  int   // independent sources of the new stance that day
}

// Denial takes back the shift of an earlier day.
type Denial struct {
	ShiftDay int
	Day      int
	By       int64 // the report in which the holder denies it
}

// Change is what one day's reports did to a cell.
type Change struct {
	Standing Standing
	Shift    *Shift
	Denial   *Denial
}
