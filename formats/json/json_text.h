// Appends JSON (RFC 8259) to a string, without building a document first: the manifest has a line for every item, and
// a document for each would take longer than converting it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace formats::json {

/// Appends `text` as a JSON string. What is not well-formed UTF-8 becomes U+FFFD. U+2028, U+2029 and DEL stay: JSON
/// allows them.
void append_string(std::string& out, std::string_view text);

void append_number(std::string& out, std::uint64_t number);
void append_number(std::string& out, std::int64_t number);

/// Appends the members of one object, from the brace to the brace.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  Object(Object&&) = delete;
  Object& operator=(Object&&) = delete;

  /// Names are plain ASCII: they are not escaped. What comes next is the value.
  std::string& key(std::string_view name);
  void string(std::string_view name, std::string_view text) { append_string(key(name), text); }
  void number(std::string_view name, std::uint64_t number) { append_number(key(name), number); }

 private:
  std::string& out_;
  bool first_ = true;
};

/// Appends the elements of one array.
class Array {
 public:
  explicit Array(std::string& out) : out_(out) { out_ += '['; }
  ~Array() { out_ += ']'; }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  Array(Array&&) = delete;
  Array& operator=(Array&&) = delete;

  /// What comes next is the next element.
  std::string& next();
  void string(std::string_view text) { append_string(next(), text); }
  void number(std::uint64_t number) { append_number(next(), number); }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace formats::json
