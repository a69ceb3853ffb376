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

// bfloat16, each number in a float: every operation is stored.
static inline float stored(float x) {
  unsigned bits;
  __builtin_memcpy(&bits, &x, 4);
  unsigned rounded = (bits + (0x7FFF + (bits >> 16 & 1))) & 0xFFFF0000;
  float nearest;
  __builtin_memcpy(&nearest, &rounded, 4);
  return x != x ? x : nearest;
}

#pragma STDC FP_CONTRACT OFF

LOOPS(double, f64, __builtin_fma)
LOOPS(float, f32, __builtin_fmaf)
COMPILED_LOOPS(double, f64, __builtin_fma)
COMPILED_LOOPS(float, f32, __builtin_fmaf)

void cbench_plain_bf16(float *restrict theta, const float *restrict g, float *restrict v, size_t n,
                       cbench_coefficients c) {
  const float minus_lr = c.minus_lr, alpha = c.alpha, beta = c.one_minus_alpha;
  const float eps = stored(c.epsilon);
  for (size_t i = 0; i < n; i++) {
    v[i] = stored(alpha * v[i]);
    v[i] = stored(__builtin_fmaf(beta * g[i], g[i], v[i]));
    float r = stored(stored(__builtin_elementwise_sqrt(v[i])) + eps);
    theta[i] = stored(theta[i] + minus_lr * g[i] / r);
  }
}

void cbench_full_bf16(float *restrict theta, const float *restrict g, float *restrict v,
                      float *restrict m, float *restrict b, size_t n, cbench_coefficients c) {
  const float minus_lr = stored(c.minus_lr), alpha = c.alpha, beta = c.one_minus_alpha;
  const float eps = stored(c.epsilon), mu = c.momentum;
  for (size_t i = 0; i < n; i++) {
    v[i] = stored(alpha * v[i]);
    v[i] = stored(__builtin_fmaf(beta * g[i], g[i], v[i]));
    m[i] = stored(__builtin_fmaf(beta, g[i] - m[i], m[i]));
    float s = stored(__builtin_fmaf(-m[i], m[i], v[i]));
    float r = stored(stored(__builtin_elementwise_sqrt(s)) + eps);
    b[i] = stored(mu * b[i]);
    b[i] = stored(b[i] + g[i] / r);
    theta[i] = stored(__builtin_fmaf(minus_lr, b[i], theta[i]));
  }
}
