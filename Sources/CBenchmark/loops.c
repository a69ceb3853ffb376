#include "CBenchmark.h"

// One text for both types. The root is the instruction, without errno, so that loops vectorise.

#define LOOPS(T, SUFFIX, FMA)                                                                  \
  void cbench_plain_##SUFFIX(T *restrict theta, const T *restrict g, T *restrict v, size_t n,  \
                             cbench_coefficients c) {                                          \
    const T minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha, eps = c.epsilon; \
    for (size_t i = 0; i < n; i++) {                                                           \
      v[i] = FMA(beta * g[i], g[i], alpha * v[i]);                                             \
      theta[i] += minus_lr * g[i] / (__builtin_elementwise_sqrt(v[i]) + eps);                  \
    }                                                                                          \
  }                                                                                            \
                                                                                               \
  void cbench_full_##SUFFIX(T *restrict theta, const T *restrict g, T *restrict v,             \
                            T *restrict m, T *restrict b, size_t n, cbench_coefficients c) {   \
    const T minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha, eps = c.epsilon; \
    const T mu = c.momentum;                                                                   \
    for (size_t i = 0; i < n; i++) {                                                           \
      v[i] = FMA(beta * g[i], g[i], alpha * v[i]);                                             \
      m[i] = FMA(beta, g[i] - m[i], m[i]);                                                     \
      T r = __builtin_elementwise_sqrt(FMA(-m[i], m[i], v[i])) + eps;                          \
      b[i] = mu * b[i] + g[i] / r;                                                             \
      theta[i] = FMA(minus_lr, b[i], theta[i]);                                                \
    }                                                                                          \
  }                                                                                            \
                                                                                               \
  void cbench_stream_plain_##SUFFIX(T *restrict theta, const T *restrict g, T *restrict v,     \
                                    size_t n) {                                                \
    for (size_t i = 0; i < n; i++) {                                                           \
      v[i] += g[i];                                                                            \
      theta[i] += g[i];                                                                        \
    }                                                                                          \
  }                                                                                            \
                                                                                               \
  void cbench_stream_full_##SUFFIX(T *restrict theta, const T *restrict g, T *restrict v,      \
                                   T *restrict m, T *restrict b, size_t n) {                   \
    for (size_t i = 0; i < n; i++) {                                                           \
      v[i] += g[i];                                                                            \
      m[i] += g[i];                                                                            \
      b[i] += g[i];                                                                            \
      theta[i] += g[i];                                                                        \
    }                                                                                          \
  }

// As torch.compile orders the operations.
#define COMPILED_LOOPS(T, SUFFIX, FMA)                                                         \
  void cbench_compiled_plain_##SUFFIX(T *restrict theta, const T *restrict g, T *restrict v,   \
                                      size_t n, cbench_coefficients c) {                       \
    const T minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha, eps = c.epsilon; \
    for (size_t i = 0; i < n; i++) {                                                           \
      v[i] = FMA(g[i] * g[i], beta, alpha * v[i]);                                             \
      theta[i] = FMA(g[i] / (__builtin_elementwise_sqrt(v[i]) + eps), minus_lr, theta[i]);     \
    }                                                                                          \
  }                                                                                            \
                                                                                               \
  void cbench_compiled_full_##SUFFIX(T *restrict theta, const T *restrict g, T *restrict v,    \
                                     T *restrict m, T *restrict b, size_t n,                   \
                                     cbench_coefficients c) {                                  \
    const T minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha, eps = c.epsilon; \
    const T mu = c.momentum;                                                                   \
    for (size_t i = 0; i < n; i++) {                                                           \
      v[i] = FMA(g[i] * g[i], beta, alpha * v[i]);                                             \
      m[i] = m[i] + (g[i] - m[i]) * beta;                                                      \
      T r = __builtin_elementwise_sqrt(v[i] - m[i] * m[i]) + eps;                              \
      b[i] = mu * b[i] + g[i] / r;                                                             \
      theta[i] = theta[i] + minus_lr * b[i];                                                   \
    }                                                                                          \
  }

// bfloat16, in two bytes.
typedef unsigned short bf16;

static inline float loaded(bf16 x) {
  unsigned bits = (unsigned)x << 16;
  float value;
  __builtin_memcpy(&value, &bits, 4);
  return value;
}

static inline float stored(float x) {
  unsigned bits;
  __builtin_memcpy(&bits, &x, 4);
  unsigned rounded = (bits + (0x7FFF + (bits >> 16 & 1))) & 0xFFFF0000;
  float nearest;
  __builtin_memcpy(&nearest, &rounded, 4);
  return x != x ? x : nearest;
}

static inline bf16 packed(float x) {
  unsigned bits;
  __builtin_memcpy(&bits, &x, 4);
  unsigned rounded = bits + (0x7FFF + (bits >> 16 & 1));
  return (x == x ? rounded : bits | 0x400000) >> 16;
}

#pragma STDC FP_CONTRACT OFF

LOOPS(double, f64, __builtin_fma)
LOOPS(float, f32, __builtin_fmaf)
COMPILED_LOOPS(double, f64, __builtin_fma)
COMPILED_LOOPS(float, f32, __builtin_fmaf)

// Every operation is stored.
void cbench_plain_bf16(bf16 *restrict theta, const bf16 *restrict g, bf16 *restrict v, size_t n,
                       cbench_coefficients c) {
  const float minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha;
  const float eps = stored(c.epsilon);
  for (size_t i = 0; i < n; i++) {
    const float x = loaded(g[i]);
    const float a = stored(__builtin_fmaf(beta * x, x, stored(alpha * loaded(v[i]))));
    const float r = stored(stored(__builtin_elementwise_sqrt(a)) + eps);
    v[i] = packed(a);
    theta[i] = packed(loaded(theta[i]) + minus_lr * x / r);
  }
}

void cbench_full_bf16(bf16 *restrict theta, const bf16 *restrict g, bf16 *restrict v,
                      bf16 *restrict m, bf16 *restrict b, size_t n, cbench_coefficients c) {
  const float minus_lr = stored(c.minus_lr), alpha = c.alpha, beta = c.one_minus_alpha;
  const float eps = stored(c.epsilon), mu = c.momentum;
  for (size_t i = 0; i < n; i++) {
    const float x = loaded(g[i]), old = loaded(m[i]);
    const float a = stored(__builtin_fmaf(beta * x, x, stored(alpha * loaded(v[i]))));
    const float mean = stored(__builtin_fmaf(beta, x - old, old));
    const float s = stored(__builtin_fmaf(-mean, mean, a));
    const float r = stored(stored(__builtin_elementwise_sqrt(s)) + eps);
    const float buffer = stored(stored(mu * loaded(b[i])) + x / r);
    v[i] = packed(a);
    m[i] = packed(mean);
    b[i] = packed(buffer);
    theta[i] = packed(__builtin_fmaf(minus_lr, buffer, loaded(theta[i])));
  }
}

// As torch.compile orders the operations; only what is left is stored.
void cbench_compiled_plain_bf16(bf16 *restrict theta, const bf16 *restrict g, bf16 *restrict v,
                                size_t n, cbench_coefficients c) {
  const float minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha, eps = c.epsilon;
  for (size_t i = 0; i < n; i++) {
    const float x = loaded(g[i]);
    const float a = __builtin_fmaf(x * x, beta, alpha * loaded(v[i]));
    const float r = __builtin_elementwise_sqrt(a) + eps;
    v[i] = packed(a);
    theta[i] = packed(__builtin_fmaf(x / r, minus_lr, loaded(theta[i])));
  }
}

void cbench_compiled_full_bf16(bf16 *restrict theta, const bf16 *restrict g, bf16 *restrict v,
                               bf16 *restrict m, bf16 *restrict b, size_t n,
                               cbench_coefficients c) {
  const float minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha, eps = c.epsilon;
  const float mu = c.momentum;
  for (size_t i = 0; i < n; i++) {
    const float x = loaded(g[i]), old = loaded(m[i]);
    const float a = __builtin_fmaf(x * x, beta, alpha * loaded(v[i]));
    const float mean = old + (x - old) * beta;
    const float r = __builtin_elementwise_sqrt(a - mean * mean) + eps;
    const float buffer = mu * loaded(b[i]) + x / r;
    v[i] = packed(a);
    m[i] = packed(mean);
    b[i] = packed(buffer);
    theta[i] = packed(loaded(theta[i]) + minus_lr * buffer);
  }
}

void cbench_stream_plain_bf16(bf16 *restrict theta, const bf16 *restrict g, bf16 *restrict v,
                              size_t n) {
  for (size_t i = 0; i < n; i++) {
    v[i] += g[i];
    theta[i] += g[i];
  }
}

void cbench_stream_full_bf16(bf16 *restrict theta, const bf16 *restrict g, bf16 *restrict v,
                             bf16 *restrict m, bf16 *restrict b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    v[i] += g[i];
    m[i] += g[i];
    b[i] += g[i];
    theta[i] += g[i];
  }
}
