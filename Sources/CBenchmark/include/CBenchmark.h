#pragma once
#include <stddef.h>

// What the benchmark measures the Swift kernels against: the same fused pass written by hand in C,
// and a pass that only moves the same memory. `m` and `b` are the mean and the momentum buffer.

typedef struct {
  double minus_lr, alpha, one_minus_alpha, epsilon, momentum;
} cbench_coefficients;

void cbench_plain_f64(double *restrict theta, const double *restrict g, double *restrict v,
                      size_t n, cbench_coefficients c);
void cbench_plain_f32(float *restrict theta, const float *restrict g, float *restrict v, size_t n,
                      cbench_coefficients c);
void cbench_full_f64(double *restrict theta, const double *restrict g, double *restrict v,
                     double *restrict m, double *restrict b, size_t n, cbench_coefficients c);
void cbench_full_f32(float *restrict theta, const float *restrict g, float *restrict v,
                     float *restrict m, float *restrict b, size_t n, cbench_coefficients c);

// The same in the order of torch.compile.
void cbench_compiled_plain_f64(double *restrict theta, const double *restrict g,
                               double *restrict v, size_t n, cbench_coefficients c);
void cbench_compiled_plain_f32(float *restrict theta, const float *restrict g, float *restrict v,
                               size_t n, cbench_coefficients c);
void cbench_compiled_full_f64(double *restrict theta, const double *restrict g, double *restrict v,
                              double *restrict m, double *restrict b, size_t n,
                              cbench_coefficients c);
void cbench_compiled_full_f32(float *restrict theta, const float *restrict g, float *restrict v,
                              float *restrict m, float *restrict b, size_t n,
                              cbench_coefficients c);

// The same in bfloat16, and in bfloat16 in the order of torch.compile.
void cbench_plain_bf16(unsigned short *restrict theta, const unsigned short *restrict g,
                       unsigned short *restrict v, size_t n, cbench_coefficients c);
void cbench_full_bf16(unsigned short *restrict theta, const unsigned short *restrict g,
                      unsigned short *restrict v, unsigned short *restrict m,
                      unsigned short *restrict b, size_t n, cbench_coefficients c);
void cbench_compiled_plain_bf16(unsigned short *restrict theta, const unsigned short *restrict g,
                                unsigned short *restrict v, size_t n, cbench_coefficients c);
void cbench_compiled_full_bf16(unsigned short *restrict theta, const unsigned short *restrict g,
                               unsigned short *restrict v, unsigned short *restrict m,
                               unsigned short *restrict b, size_t n, cbench_coefficients c);

void cbench_stream_plain_bf16(unsigned short *restrict theta, const unsigned short *restrict g,
                              unsigned short *restrict v, size_t n);
void cbench_stream_full_bf16(unsigned short *restrict theta, const unsigned short *restrict g,
                             unsigned short *restrict v, unsigned short *restrict m,
                             unsigned short *restrict b, size_t n);
void cbench_stream_plain_f64(double *restrict theta, const double *restrict g, double *restrict v,
                             size_t n);
void cbench_stream_plain_f32(float *restrict theta, const float *restrict g, float *restrict v,
                             size_t n);
void cbench_stream_full_f64(double *restrict theta, const double *restrict g, double *restrict v,
                            double *restrict m, double *restrict b, size_t n);
void cbench_stream_full_f32(float *restrict theta, const float *restrict g, float *restrict v,
                            float *restrict m, float *restrict b, size_t n);
