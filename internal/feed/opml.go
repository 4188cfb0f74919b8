package feed

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"demarche"
)

// Subscription is one line of a list of feeds.
type Subscription struct {
	Address string
	Title   string
	Folder  string // "Agencies/Eastern"
	Kind    Kind   // empty where the file does not say
}

// maxSubscriptions bounds a list of feeds.
const maxSubscriptions = 100_000

// ReadSubscriptions reads OPML, or a list of addresses, one a line (# starts a
// remark). Lines that hold no address are counted, not fatal. The error is a
// *demarche.Error that names the file.
func ReadSubscriptions(data []byte, name string) (subs []Subscription, bad []string, err error) {
	if rootOf(data) == "opml" {
		return readOPML(data, name)
	}
	if isPage(data) || rootOf(data) != "" {
		return nil, nil, invalid(name, "give an OPML file, or a list of addresses, one a line", "it is neither")
	}
	seen := map[string]bool{}
	lines := bufio.NewScanner(strings.NewReader(strings.ToValidUTF8(string(data), "\uFFFD")))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := resolve(nil, line)
		switch {
		case at == "":
			bad = append(bad, oneLine(line))
		case !seen[at] && len(subs) < maxSubscriptions:
			seen[at] = true
			subs = append(subs, Subscription{Address: at})
		}
	}
	if err := lines.Err(); err != nil {
		return subs, bad, invalid(name, "give one address a line", "a line of it is too long")
	}
	return subs, bad, nil
}

// readOPML reads OPML 1 and 2. Outlines without an address are folders.
func readOPML(data []byte, name string) (subs []Subscription, bad []string, err error) {
	seen := map[string]bool{}
	var folders []string // of every open outline; "" for a feed
	d := xmlReader(data)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return subs, bad, nil
		}
		if err != nil {
			return subs, bad, &demarche.Error{Kind: demarche.Invalid, Op: "read " + name, Cause: fmt.Errorf("the file is cut or broken after %d feeds: %s", len(subs), oneLine(err.Error())), Hint: "export it again; what is before the fault was taken"}
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "outline" {
				continue
			}
			s, given := outline(t)
			s.Folder = joined(folders)
			switch {
			case s.Address != "" && !seen[s.Address] && len(subs) < maxSubscriptions:
				seen[s.Address] = true
				subs = append(subs, s)
			case s.Address == "" && given != "":
				bad = append(bad, oneLine(given))
			}
			if given != "" {
				s.Title = ""
			}
			if len(folders) > 1000 {
				return subs, bad, invalid(name, "export it again", "its outlines are nested too deep")
			}
			folders = append(folders, strings.ReplaceAll(s.Title, "/", "-"))
		case xml.EndElement:
			if t.Name.Local == "outline" && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
}

func joined(folders []string) string {
	var out []string
	for _, f := range folders {
		if f != "" {
			out = append(out, f)
		}
	}
	return strings.Join(out[:min(len(out), 8)], "/")
}

// outline reads one element; given is its address as it stands there.
func outline(t xml.StartElement) (s Subscription, given string) {
	text := ""
	for _, a := range t.Attr {
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			given = strings.TrimSpace(a.Value)
			s.Address = resolve(nil, given)
		case "title":
			s.Title = tidy(a.Value)
		case "text":
			text = tidy(a.Value)
		case "type":
			if k := Kind(strings.ToLower(a.Value)); k == Sitemap || k == Page {
				s.Kind = k
			}
		}
	}
	s.Title = first(s.Title, text)
	return s, given
}

type outlineOut struct {
	XMLName  xml.Name     `xml:"outline"`
	Text     string       `xml:"text,attr"`
	Title    string       `xml:"title,attr,omitempty"`
	Type     string       `xml:"type,attr,omitempty"`
	XMLURL   string       `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string       `xml:"htmlUrl,attr,omitempty"`
	Outlines []outlineOut `xml:"outline"`
}

// WriteOPML writes OPML 2, a folder an outline, in the order given. Sitemaps
// and pages carry their own type, which other readers pass over.
func WriteOPML(w io.Writer, title string, subs []Subscription) error {
	doc := struct {
		XMLName xml.Name     `xml:"opml"`
		Version string       `xml:"version,attr"`
		Title   string       `xml:"head>title"`
		Body    []outlineOut `xml:"body>outline"`
	}{Version: "2.0", Title: title}
	at := map[string]int{} // folder → its place in the body
	for _, s := range subs {
		o := outlineOut{Text: first(s.Title, s.Address), Title: s.Title, Type: "rss", XMLURL: s.Address}
		if s.Kind == Sitemap || s.Kind == Page {
			o.Type = string(s.Kind)
		}
		if u, err := url.Parse(s.Address); err == nil {
			o.HTMLURL = u.Scheme + "://" + u.Host + "/"
		}
		if s.Folder == "" {
			doc.Body = append(doc.Body, o)
			continue
		}
		i, ok := at[s.Folder]
		if !ok {
			i = len(doc.Body)
			at[s.Folder] = i
			doc.Body = append(doc.Body, outlineOut{Text: s.Folder})
		}
		doc.Body[i].Outlines = append(doc.Body[i].Outlines, o)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
