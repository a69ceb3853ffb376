// `make bench`: what simdjson takes to read a trace. Built where simdjson is installed, as a shared
// library: the benchmark loads it, so that both take turns in one process.

#include <simdjson.h>

using namespace simdjson;

// Kept from turn to turn, as simdjson advises: only the first takes memory.
static dom::parser parser;

static double sum(dom::element element) {
  double total = 0;
  switch (element.type()) {
  case dom::element_type::ARRAY:
    for (dom::element value : dom::array(element)) total += sum(value);
    break;
  case dom::element_type::OBJECT:
    for (dom::key_value_pair member : dom::object(element)) total += sum(member.value);
    break;
  case dom::element_type::DOUBLE:
  case dom::element_type::INT64:
  case dom::element_type::UINT64: return double(element);
  default: break;
  }
  return total;
}

// The sum of all numbers in `count` bytes of JSON, after which there are 64 more; NaN if it is not
// JSON.
extern "C" double simdjson_sum(const char *bytes, size_t count) {
  static_assert(SIMDJSON_PADDING <= 64, "the benchmark adds 64 bytes");
  dom::element root;
  if (parser.parse(bytes, count, false).get(root)) return 0.0 / 0.0;
  return sum(root);
}

extern "C" const char *simdjson_about() {
  static const std::string about = "simdjson " + std::to_string(SIMDJSON_VERSION_MAJOR) + "." +
                                   std::to_string(SIMDJSON_VERSION_MINOR) + "." +
                                   std::to_string(SIMDJSON_VERSION_REVISION) + ", for " +
                                   get_active_implementation()->name();
  return about.c_str();
}
