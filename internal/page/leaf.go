package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"demarche"
)

// leaf is a block of a page that holds no other block: a paragraph, a heading,
// an item of a list, a cell of a table, a caption, or text that stands by
// itself in a larger element.
type leaf struct {
	text   string // white space collapsed, as a browser shows it
	key    string // letters and digits only, lower case: what is compared
	node   *html.Node
	kind   demarche.Kind
	linked int  // bytes of the text that are links
	cell   bool // of a table
	item   bool // of a list
}

// skipped are elements that show no text of an article.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Button, atom.Select,
		atom.Svg, atom.Iframe, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Canvas, atom.Dialog,
		atom.Menu, atom.Textarea, atom.Input, atom.Footer, atom.Head, atom.Math, atom.Map:
		return !(n.DataAtom == atom.Footer && within(n, atom.Blockquote))
	}
	return hidden(n)
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar":
				return true
			}
		}
	}
	return false
}

func within(n *html.Node, a atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == a {
			return true
		}
	}
	return false
}

// inline reports whether an element stands inside a line of text.
func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em,
		atom.Font, atom.I, atom.Img, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small,
		atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr,
		atom.Big, atom.Acronym, atom.Picture, atom.Source, atom.Ruby, atom.Rt, atom.Rp:
		return true
	}
	return n.DataAtom == 0 && strings.Contains(n.Data, "-") // custom elements
}

// collector gathers leaves in the order of the page.
type collector struct {
	leaves []leaf
	text   strings.Builder
	linked int
	breaks int // <br> since the last text
}

// leavesOf returns the leaves below a node.
func leavesOf(n *html.Node) []leaf {
	var c collector
	c.walk(n, n, false)
	c.flush(n)
	return c.leaves
}

// walk gathers the text of n's children. block is the element that the text
// belongs to.
func (c *collector) walk(n, block *html.Node, link bool) {
	for child := range n.ChildNodes() {
		switch {
		case child.Type == html.TextNode:
			c.add(child.Data, block, link)
		case child.Type != html.ElementNode || skipped(child):
		case child.DataAtom == atom.Br || child.DataAtom == atom.Hr:
			if c.breaks++; c.breaks > 1 || child.DataAtom == atom.Hr || endsSentence(strings.TrimSpace(c.text.String())) {
				c.flush(block)
			} else {
				c.text.WriteByte(' ')
			}
		case child.DataAtom == atom.Sup && isReference(child):
		case inline(child) && !hasBlock(child):
			c.walk(child, block, link || child.DataAtom == atom.A)
		default:
			c.flush(block)
			c.walk(child, child, link || child.DataAtom == atom.A)
			c.flush(child)
		}
	}
}

func (c *collector) add(s string, _ *html.Node, link bool) {
	if strings.TrimSpace(s) != "" {
		c.breaks = 0
		if link {
			c.linked += len(strings.TrimSpace(s))
		}
	}
	c.text.WriteString(s)
}

// flush ends a leaf.
func (c *collector) flush(block *html.Node) {
	text := collapse(c.text.String())
	linked := c.linked
	c.text.Reset()
	c.linked, c.breaks = 0, 0
	if text == "" {
		return
	}
	l := leaf{text: text, key: keyOf(text), node: block, linked: linked, kind: demarche.Body}
	for n := block; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			l.kind = demarche.Heading
		case atom.Figcaption, atom.Caption, atom.Figure:
			l.kind = demarche.Caption
		case atom.Td, atom.Th:
			l.cell = true
		case atom.Li:
			l.item = true
		}
	}
	c.leaves = append(c.leaves, l)
}

// hasBlock reports whether an inline element wraps a block, as links around
// whole cards do.
func hasBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && !inline(d) && d.DataAtom != atom.Br && !skipped(d) {
			return true
		}
	}
	return false
}

// isReference reports whether a superscript is the number of a footnote.
func isReference(n *html.Node) bool {
	s := strings.Trim(textOf(n), "[]() \n\t")
	return s == "" || len(s) < 4 && strings.Trim(s, "0123456789*†") == ""
}

// textOf returns all text below a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// collapse joins runs of white space into one space, as a browser does; spaces
// that do not break stay. Characters that show nothing go.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u2028' || r == '\u2029':
			space = true
		case r == '\u200b' || r == '\ufeff' || r == '\u2060' || r == '\u00ad' || r < 0x20:
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return strings.TrimFunc(b.String(), isBlank)
}

// keyOf keeps the letters and digits of a text, in lower case.
func keyOf(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				b.WriteByte(byte(r))
			}
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
