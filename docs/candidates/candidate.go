// torch.optim.RMSprop in Go, and the candidate protocol around it.
//
//	go build -o candidate candidate.go
//
// PyTorch says itself where it fuses. Go may fuse x*y + z by itself, except where the product is
// converted: F(x*y) + z.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
)

// ---- The optimizer. ----

type Options struct {
	Lr, Alpha, Eps, Momentum Number
	WeightDecay              Number `json:"weight_decay"`
	Centered, Maximize       bool
}

// State is what PyTorch keeps of a parameter; it makes each when it first needs it.
type State struct {
	SquareAvg      *Vector `json:"square_avg,omitempty"`
	GradAvg        *Vector `json:"grad_avg,omitempty"`
	MomentumBuffer *Vector `json:"momentum_buffer,omitempty"`
}

func step[F float32 | float64](p, g Vector, state *State, o Options) {
	v := made(&state.SquareAvg, true, len(p))
	m := made(&state.GradAvg, o.Centered, len(p))
	b := made(&state.MomentumBuffer, o.Momentum > 0, len(p))
	weight, rate := F(1-o.Alpha), F(-o.Lr)
	for i := range p {
		theta, x := F(p[i]), F(g[i])
		if o.Maximize {
			x = -x
		}
		if o.WeightDecay != 0 {
			x = fma(F(o.WeightDecay), theta, x)
		}
		s := fma(F(weight*x), x, F(F(o.Alpha)*F(v[i])))
		v[i] = Number(s)
		if o.Centered {
			mean := F(m[i])
			if d := x - mean; math.Abs(float64(weight)) < 0.5 {
				mean = fma(weight, d, mean)
			} else {
				mean = fma(weight-1, d, x)
			}
			m[i] = Number(mean)
			s = fma(-mean, mean, s)
		}
		r := F(math.Sqrt(float64(s))) + F(o.Eps)
		if o.Momentum > 0 {
			buffer := F(F(o.Momentum)*F(b[i])) + x/r
			b[i] = Number(buffer)
			p[i] = Number(fma(rate, buffer, theta))
		} else {
			p[i] = Number(theta + F(rate*x)/r)
		}
	}
}

// made is a part of the state, with zeros at first; nil if it is not needed.
func made(part **Vector, needed bool, n int) Vector {
	if !needed {
		return nil
	}
	if *part == nil {
		zeros := make(Vector, n)
		*part = &zeros
	}
	return **part
}

// fma is a*b + c, rounded once.
func fma[F float32 | float64](a, b, c F) F {
	if _, double := any(a).(float64); double {
		return F(math.FMA(float64(a), float64(b), float64(c)))
	}
	// In double the product is exact. If the sum is not, its last bit is made to say so (rounding
	// to odd), and then rounding it to float32 is right.
	product, addend := float64(a)*float64(b), float64(c)
	sum := float64(product) + addend
	t := sum - product
	lost := (product - (sum - t)) + (addend - t)
	bits := math.Float64bits(sum)
	if (lost < 0 || lost > 0) && bits%2 == 0 {
		if (lost > 0) == (sum > 0) {
			bits++
		} else {
			bits--
		}
	}
	return F(math.Float64frombits(bits))
}

// ---- Numbers in JSON. ----

type Number float64
type Vector []Number

// UnmarshalJSON reads a number, or "NaN", "Infinity" or "-Infinity".
func (x *Number) UnmarshalJSON(text []byte) error {
	value, err := strconv.ParseFloat(strings.Trim(string(text), `"`), 64)
	*x = Number(value)
	return err
}

// MarshalJSON writes the shortest number that reads back as x.
func (x Number) MarshalJSON() ([]byte, error) {
	value := float64(x)
	switch {
	case math.IsNaN(value):
		return []byte(`"NaN"`), nil
	case math.IsInf(value, 1):
		return []byte(`"Infinity"`), nil
	case math.IsInf(value, -1):
		return []byte(`"-Infinity"`), nil
	case value == 0 && math.Signbit(value):
		return []byte("-0.0"), nil
	}
	return strconv.AppendFloat(nil, value, 'g', -1, 64), nil
}

// ---- The protocol. ----

type Message struct {
	Cmd  string
	Seq  int
	Case Case
}

type Case struct {
	Scalar string
	Changes
	Tensor
	Tensors            []Tensor
	Load               []State
	SaveAt             *int `json:"save_at"`
	GradientsUntouched bool `json:"gradients_untouched"`
	Steps              []struct {
		Changes
		Gradient
		Tensors []Gradient
	}
}

// Changes are hyperparameters, of all groups and of each.
type Changes struct {
	Hyperparameters json.RawMessage
	Lr              *Number
	Groups          []json.RawMessage
}

// Tensor is a parameter. One stands beside its steps, several stand in a list.
type Tensor struct {
	Params Vector
	Group  int
	State  State
}

type Gradient struct{ Grad *Vector }

type Result struct {
	Params Vector `json:"params"`
	State
	Grads *Vector `json:"grads,omitempty"`
}

type Answer struct {
	Seq   int               `json:"seq"`
	Steps []json.RawMessage `json:"steps"`
	Saved json.RawMessage   `json:"saved,omitempty"`
}

func (changes Changes) apply(groups []Options) {
	for i := range groups {
		if changes.Hyperparameters != nil {
			must(json.Unmarshal(changes.Hyperparameters, &groups[i]))
		}
		if changes.Lr != nil {
			groups[i].Lr = *changes.Lr
		}
		if changes.Groups != nil {
			must(json.Unmarshal(changes.Groups[i], &groups[i]))
		}
	}
}

func run(c Case) (answer Answer) {
	take := step[float64]
	if c.Scalar == "float32" {
		take = step[float32]
	}
	several, groups := c.Tensors != nil, make([]Options, len(c.Groups))
	if !several {
		c.Tensors, groups = []Tensor{c.Tensor}, make([]Options, 1)
	}
	c.Changes.apply(groups)
	states := make([]State, len(c.Tensors))
	for i, tensor := range c.Tensors {
		states[i] = tensor.State
		if c.Load != nil {
			states[i] = c.Load[i]
		}
	}
	for t, inputs := range c.Steps {
		inputs.Changes.apply(groups)
		if !several {
			inputs.Tensors = []Gradient{inputs.Gradient}
		}
		results := make([]Result, len(states))
		for i, tensor := range c.Tensors {
			g := inputs.Tensors[i].Grad
			if g != nil {
				take(tensor.Params, *g, &states[i], groups[tensor.Group])
			}
			results[i] = Result{Params: tensor.Params, State: states[i]}
			if c.GradientsUntouched {
				results[i].Grads = g
			}
		}
		// As they are now: the next step changes them.
		if several {
			answer.Steps = append(answer.Steps, written(map[string][]Result{"tensors": results}))
		} else {
			answer.Steps = append(answer.Steps, written(results[0]))
		}
		if c.SaveAt != nil && *c.SaveAt == t {
			answer.Saved = written(states)
		}
	}
	return answer
}

const greeting = `{"version": 2, "implementation": {"name": "go", "language": "go"}, ` +
	`"scalars": ["float64", "float32"], "rounding": "fused", "square_root": "ieee", ` +
	`"supports": ["momentum", "centered", "weight_decay", "maximize", "lr_schedule", ` +
	`"missing_gradient", "state", "hyperparameter_schedule", "tensors", "initial_state", ` +
	`"save_and_load", "gradients_untouched"]}`

func main() {
	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var message Message
		must(json.Unmarshal(line, &message))
		switch message.Cmd {
		case "start":
			fmt.Println(greeting)
		case "run":
			answer := run(message.Case)
			answer.Seq = message.Seq
			fmt.Println(string(written(answer)))
		default:
			return
		}
	}
}

func written(value any) json.RawMessage {
	text, err := json.Marshal(value)
	must(err)
	return text
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
