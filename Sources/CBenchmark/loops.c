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

#pragma STDC FP_CONTRACT OFF

LOOPS(double, f64, __builtin_fma)
LOOPS(float, f32, __builtin_fmaf)
