package demarche

// Span is a half-open range of a document's text: bytes inside the program,
// Unicode code points in a finished Record.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of units that the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one unit.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Cut returns the text that a byte span covers.
func (s Span) Cut(text string) string { return text[s.Start:s.End] }

// Kind says what a paragraph is on the page.
type Kind string

// The kinds of paragraph.
const (
	Title     Kind = "title"
	Heading   Kind = "heading"
	Body      Kind = "body"
	Caption   Kind = "caption"
	Furniture Kind = "furniture" // navigation, advertisements, share bars: never read
)

// Paragraph is one block of a document.
type Paragraph struct {
	Span
	Kind Kind `json:"kind"`
}

// Document is one page or file before it is read.
type Document struct {
	ID        string `json:"id"`     // sha256 over the source bytes, hexadecimal
	Source    string `json:"source"` // path or address, as given
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // RFC 3339 date or date-time
	Updated   string `json:"updated,omitempty"`   // likewise
	Fetched   string `json:"fetched,omitempty"`   // likewise
	// Dated says how each date was found, by the name of its field:
	// {"published": "meta article:published_time"}.
	Dated      map[string]string `json:"dated,omitempty"`
	Raw        []byte            `json:"-"`                  // the source bytes, for keeping; nil where nobody asked for them
	Language   string            `json:"language,omitempty"` // BCP 47
	Note       string            `json:"note,omitempty"`     // why it was not read, or read in part
	Text       string            `json:"text"`
	Paragraphs []Paragraph       `json:"paragraphs"`
}

// Read reports whether a paragraph of this kind is read for statements.
func (k Kind) Read() bool { return k != Furniture }

// Plain returns a document that is one paragraph of running text.
func Plain(text string) Document {
	return Document{Text: text, Paragraphs: []Paragraph{{Span{0, len(text)}, Body}}}
}
