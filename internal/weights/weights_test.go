package weights_test

import (
	"encoding/binary"
	"math"
	"testing"

	"demarche/internal/weights"
)

// file builds a safetensors file.
func file(header string, data []byte) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), data...)
}

func TestRead(t *testing.T) {
	data := []byte{0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0xff, 0x7b} // 1, -2, the smallest, the largest
	w, err := weights.Read(file(`{"__metadata__":{"tags":"[\"a\",\"b\"]"},"x":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}}`, data))
	if err != nil {
		t.Fatal(err)
	}
	x, err := w.Floats("x", 4)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float32{1, -2, float32(math.Pow(2, -24)), 65504} {
		if x[i] != want {
			t.Errorf("[%d] is %v, want %v", i, x[i], want)
		}
	}
	if tags, err := w.List("tags"); err != nil || len(tags) != 2 || tags[1] != "b" {
		t.Errorf("%v, %v", tags, err)
	}
	if _, err := w.Floats("x", 3); err == nil {
		t.Error("a wrong count passes")
	}
	if _, err := w.Floats("y", 3); err == nil {
		t.Error("a missing tensor passes")
	}
}

func TestReadRefuses(t *testing.T) {
	for _, h := range []string{`{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`, `{"x":{"dtype":"F16","shape":[9],"data_offsets":[0,18]}}`,
		`{"x":{"dtype":"I8","shape":[-1],"data_offsets":[0,8]}}`, `{`, `{"x":3}`} {
		if _, err := weights.Read(file(h, make([]byte, 8))); err == nil {
			t.Errorf("%s passes", h)
		}
	}
	if _, err := weights.Read([]byte{1, 2, 3}); err == nil {
		t.Error("three bytes pass")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(`{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, make([]byte, 8)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if w, err := weights.Read(b); err == nil {
			_, _ = w.Floats("x", 2)
			_, _ = w.Bytes("x")
		}
	})
}
