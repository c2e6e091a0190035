#include "CCurl.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

/// What is sent, and what was heard last.
struct ccurl_post {
    CURL *curl;
    const unsigned char *bytes;
    size_t count, sent;
    char verb[5];
    bool leaves;
    char *answer;
    size_t capacity;
};

static size_t give(char *out, size_t size, size_t count, void *context) {
    struct ccurl_post *post = context;
    size_t room = size * count, left = post->count - post->sent, length = left < room ? left : room;
    memcpy(out, post->bytes + post->sent, length);
    post->sent += length;
    return length;
}

/// Of what is said on the line only the first letters of a command and the server's last line are kept: never a password.
static int overhear(CURL *curl, curl_infotype kind, char *bytes, size_t length, void *context) {
    (void)curl;
    struct ccurl_post *post = context;
    if (kind == CURLINFO_HEADER_OUT && length >= 4) {
        // What is said when taking leave is not what went wrong.
        post->leaves = memcmp(bytes, "QUIT", 4) == 0;
        if (!post->leaves) memcpy(post->verb, bytes, 4);
    }
    if (kind == CURLINFO_HEADER_IN && post->capacity > 0 && !post->leaves) {
        size_t kept = length < post->capacity - 1 ? length : post->capacity - 1;
        memcpy(post->answer, bytes, kept);
        post->answer[kept] = 0;
    }
    return 0;
}

/// The server's words go nowhere else.
static size_t swallow(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

struct ccurl_post *ccurl_post_open(const char *address, bool starttls, const char *user, const char *password,
    const char *authorities) {
    struct ccurl_post *post = calloc(1, sizeof *post);
    if (!post) return NULL;
    CURL *curl = post->curl = curl_easy_init();
    if (!curl) {
        free(post);
        return NULL;
    }
    bool fits = curl_easy_setopt(curl, CURLOPT_URL, address) == CURLE_OK;
    fits &= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK;
    fits &= curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK;
    if (starttls) fits &= curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL) == CURLE_OK;
    fits &= curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK;
    fits &= curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK;
    fits &= curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
    if (authorities) {
        fits &= curl_easy_setopt(curl, CURLOPT_CAINFO, authorities) == CURLE_OK;
        fits &= curl_easy_setopt(curl, CURLOPT_CAPATH, NULL) == CURLE_OK;
    }
    if (user) fits &= curl_easy_setopt(curl, CURLOPT_USERNAME, user) == CURLE_OK;
    if (password) fits &= curl_easy_setopt(curl, CURLOPT_PASSWORD, password) == CURLE_OK;
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 20L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 60000L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, post);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, swallow);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, overhear);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, post);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    // A line that is not as safe as was asked for is no line.
    if (!fits) {
        ccurl_post_close(post);
        return NULL;
    }
    return post;
}

int ccurl_post_send(struct ccurl_post *post, const char *from, const char *to, const unsigned char *bytes, size_t count,
    char verb[5], char *answer, size_t capacity) {
    struct curl_slist *receivers = curl_slist_append(NULL, to);
    if (!receivers) return CURLE_OUT_OF_MEMORY;
    post->bytes = bytes;
    post->count = count;
    post->sent = 0;
    post->answer = answer;
    post->capacity = capacity;
    memset(post->verb, 0, sizeof post->verb);
    post->leaves = false;
    if (capacity > 0) answer[0] = 0;
    curl_easy_setopt(post->curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(post->curl, CURLOPT_MAIL_RCPT, receivers);
    int code = (int)curl_easy_perform(post->curl);
    memcpy(verb, post->verb, sizeof post->verb);
    curl_easy_setopt(post->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(receivers);
    post->bytes = NULL;
    post->answer = NULL;
    post->capacity = 0;
    return code;
}

void ccurl_post_close(struct ccurl_post *post) {
    if (!post) return;
    curl_easy_cleanup(post->curl);
    free(post);
}
