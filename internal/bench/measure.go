package bench

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Figure is what one kind of work took.
type Figure struct {
	Name    string
	Clients int
	Count   int
	Median  time.Duration
	P99     time.Duration
	Rate    float64 // per second, all clients together
}

// measure runs work n times over a number of clients and times each.
func measure(name string, clients, n int, work func(client, i int) error) (Figure, error) {
	took := make([][]time.Duration, clients)
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var group sync.WaitGroup
	began := time.Now()
	for client := range clients {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || failed.Load() != nil {
					return
				}
				start := time.Now()
				if err := work(client, i); err != nil {
					failed.Store(&err)
					return
				}
				took[client] = append(took[client], time.Since(start))
			}
		})
	}
	group.Wait()
	whole := time.Since(began)
	if err := failed.Load(); err != nil {
		return Figure{}, *err
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	return Figure{Name: name, Clients: clients, Count: n, Median: all[len(all)/2], P99: all[len(all)*99/100], Rate: float64(n) / whole.Seconds()}, nil
}

// Growth is how a figure grew between two sizes: the exponent e of size^e, 0
// for work that does not grow and 1 for work that grows with the size.
func Growth(small, large Figure, sizeSmall, sizeLarge int) float64 {
	return math.Log(float64(large.Median)/float64(small.Median)) / math.Log(float64(sizeLarge)/float64(sizeSmall))
}
