// Package weights holds the trained numbers of the neural encoder and its
// heads (model.safetensors, made by train/) and the reader of their format
// (https://github.com/huggingface/safetensors). In: bytes. Out: tensors by
// name.
package weights

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
)

//go:embed model.safetensors
var model []byte

// Weights are named tensors. Immutable.
type Weights struct {
	tensors map[string]tensor
	meta    map[string]string
	data    []byte
}

type tensor struct {
	Type    string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"`
}

// Default reads the weights that ship with the program.
func Default() (*Weights, error) { return Read(model) }

// Read reads a safetensors file.
func Read(b []byte) (*Weights, error) {
	if len(b) < 8 {
		return nil, fmt.Errorf("weights: %d bytes are no safetensors file", len(b))
	}
	n := binary.LittleEndian.Uint64(b)
	if n > uint64(len(b)-8) {
		return nil, fmt.Errorf("weights: a header of %d bytes in a file of %d", n, len(b))
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b[8:8+n], &raw); err != nil {
		return nil, fmt.Errorf("weights: header: %w", err)
	}
	w := &Weights{tensors: map[string]tensor{}, data: b[8+n:]}
	for name, m := range raw {
		if name == "__metadata__" {
			if err := json.Unmarshal(m, &w.meta); err != nil {
				return nil, fmt.Errorf("weights: metadata: %w", err)
			}
			continue
		}
		t, err := w.tensor(m)
		if err != nil {
			return nil, fmt.Errorf("weights: %s: %w", name, err)
		}
		w.tensors[name] = t
	}
	return w, nil
}

func (w *Weights) tensor(m json.RawMessage) (tensor, error) {
	var t tensor
	if err := json.Unmarshal(m, &t); err != nil {
		return t, err
	}
	size, ok := map[string]int{"F32": 4, "F16": 2, "I8": 1}[t.Type]
	if !ok {
		return t, fmt.Errorf("type %s is not read", t.Type)
	}
	for _, d := range t.Shape {
		if d < 0 || d > 1<<28 || size > 1<<32 {
			return t, fmt.Errorf("shape %v", t.Shape)
		}
		size *= d
	}
	if t.Offsets[0] < 0 || t.Offsets[1] > len(w.data) || t.Offsets[1]-t.Offsets[0] != size {
		return t, fmt.Errorf("data at %v does not fit shape %v", t.Offsets, t.Shape)
	}
	return t, nil
}

// List returns a list of strings from the metadata, such as the tags.
func (w *Weights) List(name string) ([]string, error) {
	var list []string
	if err := json.Unmarshal([]byte(w.meta[name]), &list); err != nil {
		return nil, fmt.Errorf("weights: metadata %s: %w", name, err)
	}
	return list, nil
}

// Shape returns the shape of a tensor, nil where there is none of that name.
func (w *Weights) Shape(name string) []int { return w.tensors[name].Shape }

// Width is the number of components of the token vectors that the encoder
// makes and the heads read.
func (w *Weights) Width() int {
	if s := w.Shape("encoder.out.weight"); len(s) == 1 {
		return s[0]
	}
	return 0
}

// Floats returns the numbers of a tensor, which must have the given count.
func (w *Weights) Floats(name string, count int) ([]float32, error) {
	t, ok := w.tensors[name]
	if !ok {
		return nil, fmt.Errorf("weights: no tensor %s", name)
	}
	b := w.data[t.Offsets[0]:t.Offsets[1]]
	var out []float32
	switch t.Type {
	case "F32":
		out = make([]float32, len(b)/4)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		}
	case "F16":
		out = make([]float32, len(b)/2)
		for i := range out {
			out[i] = half(binary.LittleEndian.Uint16(b[2*i:]))
		}
	default:
		return nil, fmt.Errorf("weights: %s holds %s, not floats", name, t.Type)
	}
	if len(out) != count {
		return nil, fmt.Errorf("weights: %s has %d numbers, not %d", name, len(out), count)
	}
	return out, nil
}

// Bytes returns the signed bytes of a tensor, as stored.
func (w *Weights) Bytes(name string) ([]byte, error) {
	t, ok := w.tensors[name]
	if !ok || t.Type != "I8" {
		return nil, fmt.Errorf("weights: no tensor %s of bytes", name)
	}
	return w.data[t.Offsets[0]:t.Offsets[1]], nil
}

// half turns IEEE 754 binary16 into float32.
func half(h uint16) float32 {
	sign, exp, frac := uint32(h>>15)<<31, uint32(h>>10&31), uint32(h&1023)
	switch exp {
	case 0:
		f := float32(frac) / (1 << 24)
		return math.Float32frombits(math.Float32bits(f) | sign)
	case 31:
		return math.Float32frombits(sign | 0x7f800000 | frac<<13)
	}
	return math.Float32frombits(sign | (exp+112)<<23 | frac<<13)
}

// Reader takes tensors one after the other and keeps the first error, so that
// a loader checks once.
type Reader struct {
	Weights *Weights
	Err     error
}

// Floats is Weights.Floats.
func (r *Reader) Floats(name string, count int) []float32 {
	if r.Err != nil {
		return make([]float32, count)
	}
	x, err := r.Weights.Floats(name, count)
	if err != nil {
		r.Err = err
		return make([]float32, count)
	}
	return x
}

// List is Weights.List.
func (r *Reader) List(name string) []string {
	if r.Err != nil {
		return nil
	}
	x, err := r.Weights.List(name)
	r.Err = err
	return x
}

// Table returns a table of rows stored as bytes with a scale each.
func (r *Reader) Table(name string) Table {
	shape := r.Weights.Shape(name)
	if r.Err != nil || len(shape) != 2 {
		return Table{}
	}
	b, err := r.Weights.Bytes(name)
	if err != nil {
		r.Err = err
		return Table{}
	}
	return Table{Width: shape[1], data: b, scale: r.Floats(name+".scale", shape[0])}
}

// Table holds rows of signed bytes, each row with its scale.
type Table struct {
	Width int
	data  []byte
	scale []float32
}

// Len is the number of rows.
func (t *Table) Len() int { return len(t.scale) }

// Add adds factor times a row to dst.
func (t *Table) Add(dst []float32, row int, factor float32) {
	f := t.scale[row] * factor
	b := t.data[row*t.Width : (row+1)*t.Width]
	dst = dst[:len(b)]
	for i, v := range b {
		dst[i] += f * float32(int8(v))
	}
}
