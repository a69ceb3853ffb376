/* torch.optim.RMSprop in C, and the candidate protocol around it.

   cc -O2 -ffp-contract=off -o candidate candidate.c -lm

   PyTorch says itself where it fuses, and so does step(): the compiler must not fuse more. */

#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static const char *space(const char *s) { return s + strspn(s, " \t,:"); }

/* Behind the value at s. */
static const char *skip(const char *s) {
  if (*s == '"') {
    for (s++; *s != '"'; s++) s += *s == '\\';
    return s + 1;
  }
  if (*s != '{' && *s != '[') return s + strcspn(s, " ,]}");
  for (s = space(s + 1); *s != '}' && *s != ']'; s = space(s)) s = skip(s);
  return s + 1;
}

/* The value of a key in the object at s, or NULL. */
static const char *find(const char *s, const char *key) {
  size_t length = strlen(key);
  for (s = space(s + 1); *s != '}'; s = space(s)) {
    int found = strncmp(s + 1, key, length) == 0 && s[length + 1] == '"';
    s = space(skip(s));
    if (found) return s;
    s = skip(s);
  }
  return NULL;
}

/* Numbers, some of which are strings: strtod knows "NaN", "Infinity" and "-Infinity". */
static double number(const char *s) { return strtod(s + (*s == '"'), NULL); }

static double *numbers(const char *s, long *n) {
  double *list = malloc((strlen(s) / 2 + 1) * sizeof *list);
  *n = 0;
  for (s = space(s + 1); *s != ']'; s = space(skip(s))) list[(*n)++] = number(s);
  return list;
}

static void print(const char *key, const double *list, long n) {
  printf("\"%s\": [", key);
  for (long i = 0; i < n; i++) {
    const char *comma = i ? ", " : "";
    if (isnan(list[i])) printf("%s\"NaN\"", comma);
    else if (isinf(list[i])) printf("%s\"%sInfinity\"", comma, list[i] < 0 ? "-" : "");
    else if (list[i] == 0) printf("%s%s", comma, signbit(list[i]) ? "-0.0" : "0.0");
    else printf("%s%.17g", comma, list[i]);
  }
  printf("]");
}

static void run(const char *seq, const char *trace) {
  const char *h = find(trace, "hyperparameters");
  Options o = {
      number(find(h, "lr")), number(find(h, "alpha")), number(find(h, "eps")),
      number(find(h, "weight_decay")), number(find(h, "momentum")),
      *find(h, "centered") == 't', *find(h, "maximize") == 't'};
  long n, count, steps = 0;
  double *p = numbers(find(trace, "params"), &n);
  double *v = calloc(3 * n + 1, sizeof *v), *m = v + n, *b = m + n;
  int has_state = 0;
  printf("{\"seq\": %ld, \"steps\": [", strtol(seq, NULL, 10));
  for (const char *s = space(find(trace, "steps") + 1); *s != ']'; s = space(skip(s))) {
    const char *rate = find(s, "lr"), *gradient = find(s, "grad");
    if (rate) o.lr = number(rate);
    if (*gradient == '[') {
      double *g = numbers(gradient, &count);
      step(p, g, v, m, b, n, &o);
      free(g);
      has_state = 1;
    }
    printf(steps++ ? ", {" : "{");
    print("params", p, n);
    if (has_state) printf(", "), print("square_avg", v, n);
    if (has_state && o.centered) printf(", "), print("grad_avg", m, n);
    if (has_state && o.momentum > 0) printf(", "), print("momentum_buffer", b, n);
    printf("}");
  }
  printf("]}\n");
  free(p), free(v);
}

int main(void) {
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    const char *command = find(line, "cmd");
    if (strncmp(command, "\"start\"", 7) == 0)
      puts("{\"version\": 1, \"implementation\": {\"name\": \"c\", \"language\": \"c\"}, "
           "\"scalars\": [\"float64\"], \"rounding\": \"fused\", \"square_root\": \"ieee\", "
           "\"supports\": [\"momentum\", \"centered\", \"weight_decay\", \"maximize\", "
           "\"lr_schedule\", \"missing_gradient\", \"state\"]}");
    else if (strncmp(command, "\"run\"", 5) == 0) run(find(line, "seq"), find(line, "case"));
    else break;
    fflush(stdout);
  }
  free(line);
}
