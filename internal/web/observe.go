package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells, in a registry of their own.
type metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	signIns  *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{prometheus.NewRegistry(), prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "demarche_http_request_seconds", Help: "Time to answer a request, by route and status.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"route", "status"}), prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "demarche_sign_ins_total", Help: "Tries to sign in, by what came of them.",
	}, []string{"result"})}
	m.registry.MustRegister(m.seconds, m.signIns, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// watched remembers the status of a response.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int
	began  time.Time
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		w.Header().Set("Server-Timing", fmt.Sprintf("server;dur=%.1f", float64(time.Since(w.began).Microseconds())/1000))
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach what is below.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// observed logs and counts every request, and turns a panic into a page that
// says so. mux names the route.
func (s *Server) observed(mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w := &watched{ResponseWriter: rw, began: time.Now()}
		_, route := mux.Handler(r)
		defer func() {
			p := recover()
			if p == http.ErrAbortHandler {
				defer panic(p) // an export that failed half way: the connection has to break
			} else if p != nil {
				s.opt.Log.Error("panic", "path", r.URL.Path, "cause", p, "stack", string(debug.Stack()))
				if w.status == 0 {
					http.Error(w, "this page could not be made; the log of the server says why", http.StatusInternalServerError)
				}
			}
			took := time.Since(w.began)
			s.metrics.seconds.WithLabelValues(route, strconv.Itoa(w.status)).Observe(took.Seconds())
			s.opt.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", w.status), slog.Int("bytes", w.bytes), slog.Duration("took", took))
		}()
		next.ServeHTTP(w, r)
	})
}
