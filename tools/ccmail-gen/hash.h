// SHA-256, fed in pieces.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

namespace ccmail_gen {

class Hash {
 public:
  Hash();
  void update(std::string_view bytes);

  /// 64 lower-case hexadecimal digits; the last call of an object.
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace ccmail_gen
