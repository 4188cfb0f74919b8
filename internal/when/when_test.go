package when

import (
	"strings"
	"testing"
)

// 14 May 2031 is a Wednesday.
func TestDate(t *testing.T) {
	for _, c := range []struct{ words, published, want string }{
		{"on Monday", "2031-05-14", "2031-05-12"},
		{"Wednesday", "2031-05-14T10:00:00Z", "2031-05-14"},
		{"last Wednesday", "2031-05-14", "2031-05-07"},
		{"next Friday", "2031-05-14", "2031-05-16"},
		{"today", "2031-05-14", "2031-05-14"},
		{"late yesterday", "2031-05-14", "2031-05-13"},
		{"tomorrow", "2031-05-14", "2031-05-15"},
		{"two days ago", "2031-05-14", "2031-05-12"},
		{"3 May", "2031-05-14", "2031-05-03"},
		{"Dec. 3", "2031-01-02", "2030-12-03"},
		{"on 30 February", "2031-05-14", ""},
		{"December 3, 2029", "", "2029-12-03"},
		{"2029-12-03", "", "2029-12-03"},
		{"last week", "2031-05-14", ""},
		{"in May", "2031-05-14", ""},
		{"on Monday", "", ""},
		{"", "2031-05-14", ""},
		{"Monday", "soon", ""},
	} {
		if got := Date(strings.Fields(c.words), c.published); got != c.want {
			t.Errorf("Date(%q, %q) = %q, want %q", c.words, c.published, got, c.want)
		}
	}
}

func TestAhead(t *testing.T) {
	for _, c := range []struct{ words, published, want string }{
		{"on Friday", "2031-05-14", "2031-05-16"},
		{"on Wednesday", "2031-05-14", "2031-05-14"},
		{"on June 3", "2031-05-14", "2031-06-03"},
		{"on 3 January", "2031-05-14", "2032-01-03"},
		{"on December 3, 2029", "2031-05-14", "2029-12-03"},
		{"tomorrow", "2031-05-14", "2031-05-15"},
		{"on Friday", "", ""},
	} {
		if got := Ahead(strings.Fields(c.words), c.published); got != c.want {
			t.Errorf("Ahead(%q, %q) = %q, want %q", c.words, c.published, got, c.want)
		}
	}
}
