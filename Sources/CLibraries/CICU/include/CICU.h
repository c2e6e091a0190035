#pragma once
// ICU renames its functions by macro (udat_open becomes udat_open_72), which Swift does not see through. Every call is
// wrapped here under a name that stays, with UTF-8 in and out. A length below 0 means that ICU refused.
//
// ICU's own headers are included by icu.c alone: Foundation brings another ICU of its own, and a module that saw both
// would be refused for defining the same types twice.
#include <stdint.h>

void *cicu_date_open(const char *locale, const char *skeleton);
int32_t cicu_date_format(void *format, double time, char *out, int32_t capacity);
void *cicu_range_open(const char *locale, const char *skeleton);
int32_t cicu_range_format(void *format, double from, double to, char *out, int32_t capacity);
void *cicu_number_open(const char *locale, int percent, int32_t digits);
int32_t cicu_number_format(void *format, double number, char *out, int32_t capacity);
int32_t cicu_integer_format(void *format, int64_t number, char *out, int32_t capacity);
/// The list of the first `count` (at most 4) of the items 1, 2, 3 and 4.
int32_t cicu_list(const char *locale, int32_t count, char *out, int32_t capacity);
int32_t cicu_language_name(const char *code, const char *locale, char *out, int32_t capacity);
/// `region` is a locale that has the country only, such as "_SE".
int32_t cicu_country_name(const char *region, const char *locale, char *out, int32_t capacity);
void *cicu_order_open(const char *locale);
/// The length of the sort key, its last byte 0 included; above `capacity`, what was written is of no use.
void cicu_order_close(void *order);
int32_t cicu_order_key(void *order, const char *text, int32_t length, uint8_t *out, int32_t capacity);
/// The text in Unicode's composed form (NFC); texts of more than 4096 code units are refused.
int32_t cicu_compose(const char *text, int32_t length, char *out, int32_t capacity);
void *cicu_zone_open(const char *name);
/// The offset from UTC in milliseconds at a moment, and the next moment at which it may change (infinite for none).
int32_t cicu_zone_offset(void *zone, double time, double *next);
void cicu_zone_close(void *zone);
