#include "CCurl.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

struct room {
    unsigned char *out;
    size_t capacity, length;
};

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    struct room *room = context;
    size_t length = size * count;
    if (length > room->capacity - room->length) return 0;
    memcpy(room->out + room->length, bytes, length);
    room->length += length;
    return length;
}

bool ccurl_prepare(void) { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

int ccurl_fetch(const char *address, const char *form, const char *authorization, bool plain, unsigned char *out,
    size_t capacity, size_t *length, long *status) {
    CURL *curl = curl_easy_init();
    if (!curl) return CURLE_FAILED_INIT;
    struct room room = {out, capacity, 0};
    struct curl_slist *fields = curl_slist_append(NULL, "Accept: application/json");
    char line[4096];
    int code = fields ? CURLE_OK : CURLE_OUT_OF_MEMORY;
    if (code == CURLE_OK && authorization) {
        int written = snprintf(line, sizeof line, "Authorization: %s", authorization);
        struct curl_slist *more = NULL;
        if (written > 0 && (size_t)written < sizeof line) more = curl_slist_append(fields, line);
        if (more) fields = more;
        else code = CURLE_OUT_OF_MEMORY;
    }
    if (code == CURLE_OK) {
        curl_easy_setopt(curl, CURLOPT_URL, address);
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, plain ? "http,https" : "https");
        if (plain) curl_easy_setopt(curl, CURLOPT_PROXY, "");
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 5000L);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 10000L);
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields);
        if (form) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &room);
        code = (int)curl_easy_perform(curl);
        if (code == CURLE_OK) code = (int)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
        *length = room.length;
    }
    curl_slist_free_all(fields);
    curl_easy_cleanup(curl);
    return code;
}
