/* torch.optim.RMSprop in C, and the candidate protocol around it.

   cc -O2 -ffp-contract=off -o candidate candidate.c -lm

   PyTorch says itself where it fuses, and so does step(): the compiler must not fuse more. */

#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  double lr, alpha, eps, weight_decay, momentum;
  int centered, maximize;
} Options;

static void step(double *p, const double *g, double *v, double *m, double *b, long n,
                 const Options *o) {
  const double weight = 1 - o->alpha;
  for (long i = 0; i < n; i++) {
    double x = o->maximize ? -g[i] : g[i];
    if (o->weight_decay != 0) x = fma(o->weight_decay, p[i], x);
    v[i] = fma(weight * x, x, o->alpha * v[i]);
    double s = v[i];
    if (o->centered) {
      double d = x - m[i];
      m[i] = fabs(weight) < 0.5 ? fma(weight, d, m[i]) : fma(weight - 1, d, x);
      s = fma(-m[i], m[i], s);
    }
    double r = sqrt(s) + o->eps;
    if (o->momentum > 0) {
      b[i] = o->momentum * b[i] + x / r;
      p[i] = fma(-o->lr, b[i], p[i]);
    } else {
      p[i] = p[i] + -o->lr * x / r;
    }
  }
}

/* ---- As much JSON as the protocol needs; the oracle writes nothing else. ---- */

/* The values of a line: behind each comes what is in it, up to the index `next`. */
static struct { const char *text; long next; } *values;
static long count, room;

static const char *space(const char *s) {
  while (*s == ' ' || *s == ',' || *s == ':' || *s == '\t') s++;
  return s;
}

/* Lists the value at s, and returns what is behind it. */
static const char *list(const char *s) {
  if (count == room) values = realloc(values, (room = 2 * room + 64) * sizeof *values);
  long this = count++;
  values[this].text = s;
  if (*s == '"') {
    for (s++; *s != '"'; s++) s += *s == '\\';
    s++;
  } else if (*s == '{' || *s == '[') {
    for (s = space(s + 1); *s != '}' && *s != ']'; s = space(s)) s = list(s);
    s++;
  } else {
    while (*s && *s != ' ' && *s != ',' && *s != ']' && *s != '}') s++;
  }
  values[this].next = count;
  return s;
}

/* Goes through the indices of what is in an array. */
#define EACH(i, array) (long i = (array) + 1; i < values[array].next; i = values[i].next)

/* The value of a key in an object, or 0, which is the whole line. */
static long find(long object, const char *key) {
  size_t n = strlen(key);
  for (long i = object + 1; i < values[object].next; i = values[i + 1].next)
    if (values[i].text[1] == *key && strncmp(values[i].text + 1, key, n) == 0 &&
        values[i].text[n + 1] == '"')
      return i + 1;
  return 0;
}

/* All powers of ten that a double holds exactly. */
static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* A number, which may be a string: strtod knows "NaN", "Infinity" and "-Infinity". */
static double number(long i) {
  const char *start = values[i].text + (*values[i].text == '"'), *s = start + (*start == '-');
  int decimals = 0;
  uint64_t digits = 0;
  for (; *s >= '0' && *s <= '9'; s++) digits = 10 * digits + (*s - '0');
  if (*s == '.')
    for (s++; *s >= '0' && *s <= '9'; s++, decimals++) digits = 10 * digits + (*s - '0');
  /* Below 2^53 both are exact, and their quotient is rounded once, as it should be. */
  int is_short = s - start <= 18 && digits <= 1LL << 53 && (*s == ',' || *s == ']' || *s == '}');
  if (!is_short) return strtod(start, NULL);
  return *start == '-' ? -(digits / power[decimals]) : digits / power[decimals];
}

/* Prints the fewest decimals that read back as x, or as many digits as are safe. */
static void print_number(double x) {
  if (!isfinite(x)) {
    fputs(isnan(x) ? "\"NaN\"" : x < 0 ? "\"-Infinity\"" : "\"Infinity\"", stdout);
    return;
  }
  const double size = fabs(x);
  double scaled = 0;
  int decimals = 0;
  do {
    scaled = size * power[++decimals];
    if (scaled < 1LL << 53 && scaled == (int64_t)scaled && scaled / power[decimals] == size) break;
  } while (scaled < 1e17 && decimals < 22);
  if (decimals == 22 || scaled >= 1e18) {
    printf("%.17g", x);
    return;
  }
  /* Of 18 digits the product keeps some 16; what it lost is exact, too. */
  uint64_t digits = (uint64_t)scaled;
  if (scaled >= 1e17) digits += llrint(fma(size, power[decimals], -scaled));
  char text[32], *s = text + sizeof text;
  for (int i = 0; i <= decimals || digits > 0; i++, digits /= 10) {
    if (i == decimals) *--s = '.';
    *--s = '0' + digits % 10;
  }
  if (signbit(x)) *--s = '-';
  fwrite(s, 1, text + sizeof text - s, stdout);
}

static void print(const char *before, const double *numbers, long n) {
  fputs(before, stdout);
  for (long i = 0; i < n; i++) {
    fputs(i ? ", " : "[", stdout);
    print_number(numbers[i]);
  }
  fputs(n ? "]" : "[]", stdout);
}

/* ---- The runs. ---- */

typedef struct {
  double *of[3]; /* square_avg, grad_avg, momentum_buffer */
  int has[3];    /* which of them there are: PyTorch makes each when it first needs it */
} State;

typedef struct {
  long n, group;
  double *p, *g;
  State state, saved;
} Tensor;

static long length(long array) {
  long n = 0;
  for EACH(i, array) n++;
  return n;
}

static void read_numbers(double *numbers, long array) {
  for EACH(i, array) *numbers++ = number(i);
}

/* Sets those of the hyperparameters that an object has. */
static void set(Options *o, long object) {
  const char *keys[] = {"lr", "alpha", "eps", "weight_decay", "momentum"};
  double *of[] = {&o->lr, &o->alpha, &o->eps, &o->weight_decay, &o->momentum};
  long found;
  if (object == 0) return;
  for (int k = 0; k < 5; k++)
    if ((found = find(object, keys[k]))) *of[k] = number(found);
  if ((found = find(object, "centered"))) o->centered = *values[found].text == 't';
  if ((found = find(object, "maximize"))) o->maximize = *values[found].text == 't';
}

static void read_state(State *state, long object) {
  const char *keys[] = {"square_avg", "grad_avg", "momentum_buffer"};
  long found;
  for (int k = 0; object && k < 3; k++)
    if ((found = find(object, keys[k]))) read_numbers(state->of[k], found), state->has[k] = 1;
}

static void print_state(const State *state, long n) {
  if (state->has[0]) print("\"square_avg\": ", state->of[0], n);
  if (state->has[1]) print(", \"grad_avg\": ", state->of[1], n);
  if (state->has[2]) print(", \"momentum_buffer\": ", state->of[2], n);
}

/* What is in an array at an index, or 0 if there is no array. */
static long item(long array, long index) {
  if (array == 0) return 0;
  long i = array + 1;
  while (index-- > 0) i = values[i].next;
  return i;
}

/* One parameter stands beside its steps, several stand in a list. */
static long tensor(long object, long index) {
  long several = find(object, "tensors");
  return several ? item(several, index) : object;
}

static void run(long seq, long trace) {
  const long several = find(trace, "tensors"), own = find(trace, "groups");
  const long n = several ? length(several) : 1, groups = own ? length(own) : 1;
  const long save_at = find(trace, "save_at"), loaded = find(trace, "load");
  const int asks_gradients = find(trace, "gradients_untouched") != 0;
  Options *options = calloc(groups, sizeof *options);
  for (long k = 0; k < groups; k++) {
    set(&options[k], find(trace, "hyperparameters"));
    set(&options[k], item(own, k));
  }
  Tensor *tensors = calloc(n, sizeof *tensors), *end = tensors + n;
  for (Tensor *t = tensors; t < end; t++) {
    const long one = tensor(trace, t - tensors);
    const long params = find(one, "params"), group = find(one, "group");
    t->n = length(params);
    t->group = group ? number(group) : 0;
    double *numbers = calloc(8 * t->n + 1, sizeof *numbers);
    t->p = numbers, t->g = numbers + t->n;
    for (int k = 0; k < 3; k++) {
      t->state.of[k] = numbers + (2 + k) * t->n;
      t->saved.of[k] = numbers + (5 + k) * t->n;
    }
    read_numbers(t->p, params);
    read_state(&t->state, find(one, "state"));
    read_state(&t->state, item(loaded, t - tensors));
  }

  printf("{\"seq\": %ld, \"steps\": [", (long)number(seq));
  long steps = 0;
  for EACH(inputs, find(trace, "steps")) {
    const long changes = find(inputs, "groups");
    for (long k = 0; k < groups; k++) {
      set(&options[k], find(inputs, "hyperparameters"));
      set(&options[k], inputs); /* lr stands here */
      set(&options[k], item(changes, k));
    }
    fputs(steps ? ", " : "", stdout);
    fputs(several ? "{\"tensors\": [" : "", stdout);
    for (Tensor *t = tensors; t < end; t++) {
      const Options *o = &options[t->group];
      const long gradient = find(tensor(inputs, t - tensors), "grad");
      const int has_gradient = *values[gradient].text == '[';
      if (has_gradient) {
        read_numbers(t->g, gradient);
        step(t->p, t->g, t->state.of[0], t->state.of[1], t->state.of[2], t->n, o);
        t->state.has[0] = 1;
        if (o->centered) t->state.has[1] = 1;
        if (o->momentum > 0) t->state.has[2] = 1;
      }
      print(t > tensors ? ", {\"params\": " : "{\"params\": ", t->p, t->n);
      if (t->state.has[0]) fputs(", ", stdout), print_state(&t->state, t->n);
      if (asks_gradients && has_gradient) print(", \"grads\": ", t->g, t->n);
      fputs("}", stdout);
      if (save_at && number(save_at) == steps) {
        memcpy(t->saved.has, t->state.has, sizeof t->saved.has);
        memcpy(t->saved.of[0], t->state.of[0], 3 * t->n * sizeof(double));
      }
    }
    fputs(several ? "]}" : "", stdout);
    steps++;
  }
  fputs("]", stdout);
  if (save_at) fputs(", \"saved\": [", stdout);
  for (Tensor *t = tensors; t < end; t++) {
    if (save_at) fputs(t > tensors ? ", {" : "{", stdout);
    print_state(&t->saved, t->n);
    if (save_at) fputs("}", stdout);
    free(t->p);
  }
  puts(save_at ? "]}" : "}");
  free(tensors), free(options);
}

/* Answers a line; whether there is more to come. */
static int answer(const char *line) {
  count = 0;
  list(line);
  const char *command = values[find(0, "cmd")].text;
  if (strncmp(command, "\"start\"", 7) == 0)
    puts("{\"version\": 2, \"implementation\": {\"name\": \"c\", \"language\": \"c\"}, "
         "\"scalars\": [\"float64\"], \"rounding\": \"fused\", \"square_root\": \"ieee\", "
         "\"supports\": [\"momentum\", \"centered\", \"weight_decay\", \"maximize\", "
         "\"lr_schedule\", \"missing_gradient\", \"state\", \"hyperparameter_schedule\", "
         "\"tensors\", \"initial_state\", \"save_and_load\", \"gradients_untouched\"]}");
  else if (strncmp(command, "\"run\"", 5) == 0) run(find(0, "seq"), find(0, "case"));
  else return 0;
  return 1;
}

/* The oldest case without an answer is the one that is blamed: what was answered before is sent. */
static void crash(int signal_number) {
  fflush(stdout);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

int main(void) {
  signal(SIGSEGV, crash), signal(SIGABRT, crash), signal(SIGFPE, crash);
  size_t room = 1 << 16, length = 0;
  char *input = malloc(room);
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  for (ssize_t n; (n = read(0, input + length, room - length)) > 0;) {
    length += n;
    char *line = input, *end;
    while ((end = memchr(line, '\n', input + length - line))) {
      *end = '\0';
      if (!answer(line)) return 0;
      line = end + 1;
    }
    /* Nobody waits for an answer as long as there are whole lines to read. */
    fflush(stdout);
    length -= line - input;
    memmove(input, line, length);
    if (length == room) input = realloc(input, room *= 2);
  }
}
