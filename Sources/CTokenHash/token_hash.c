#define _GNU_SOURCE
#include "token_hash.h"
#include <crypt.h>
#include <stdlib.h>
#include <string.h>

// Behind the last $ stands what the token came to; crypt_checksalt(3) looks at what is before it alone.
static bool is_whole(const char *hash) {
    const char *last = strrchr(hash, '$');
    return last && strlen(last + 1) >= 31 && strlen(hash) < CRYPT_OUTPUT_SIZE;
}

// A hash of DES has no mark: any 13 letters could be one.
static bool is_des(const char *hash) { return hash[0] != '$' && strlen(hash) == 13; }

token_hash_kind token_hash_kind_of(const char *hash) {
    bool is_sha256 = strncmp(hash, "$5$", 3) == 0;  // legacy to libcrypt, and strong enough for a random token
    switch (crypt_checksalt(hash)) {
    case CRYPT_SALT_OK: return is_whole(hash) ? TOKEN_HASH_STRONG : TOKEN_HASH_NONE;
    case CRYPT_SALT_METHOD_LEGACY:
        if (is_sha256) return is_whole(hash) ? TOKEN_HASH_STRONG : TOKEN_HASH_NONE;
        return hash[0] == '$' || is_des(hash) ? TOKEN_HASH_WEAK : TOKEN_HASH_NONE;
    case CRYPT_SALT_METHOD_DISABLED:
    case CRYPT_SALT_TOO_CHEAP: return TOKEN_HASH_WEAK;
    default: return TOKEN_HASH_NONE;
    }
}

bool token_hash_matches(const char *hash, const char *token) {
    struct crypt_data *data = calloc(1, sizeof *data);  // 32 KiB: too much for the stack of a thread
    if (!data) return false;
    const char *made = crypt_r(token, hash, data);
    bool matches = made && made[0] != '*' && strlen(made) == strlen(hash);
    if (matches) {
        unsigned char difference = 0;
        for (size_t i = 0; hash[i]; i++) difference |= (unsigned char)(hash[i] ^ made[i]);
        matches = difference == 0;
    }
    explicit_bzero(data, sizeof *data);
    free(data);
    return matches;
}
