// Hashes of tokens as crypt(3) writes them: what `mkpasswd` and `openssl passwd -6` print.
#ifndef TOKEN_HASH_H
#define TOKEN_HASH_H
#include <stdbool.h>

typedef enum {
    TOKEN_HASH_NONE,    // no hash that crypt(3) knows
    TOKEN_HASH_WEAK,    // one that is guessed too fast: DES, MD5
    TOKEN_HASH_STRONG,
} token_hash_kind;

token_hash_kind token_hash_kind_of(const char *hash);

// Whether a token has this hash. It takes as long as the hash was made to take: milliseconds to tenths of a second.
bool token_hash_matches(const char *hash, const char *token);
#endif
