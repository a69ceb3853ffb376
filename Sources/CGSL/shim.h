// GSL as Swift can use it.
//
// GSL's generator types are mutable C globals, which Swift 6 refuses as unsafe to share; each
// accessor below returns one. `gsl_rng_default` and `gsl_rng_env_setup` read the environment: do
// not use them. GSL aborts the process on an error unless `gsl_set_error_handler_off()` was called
// first.

#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_deriv.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

static inline const gsl_rng_type *cgsl_rng_taus2(void) { return gsl_rng_taus2; }
static inline const gsl_rng_type *cgsl_rng_mt19937(void) { return gsl_rng_mt19937; }
static inline const gsl_qrng_type *cgsl_qrng_sobol(void) { return gsl_qrng_sobol; }

#endif
