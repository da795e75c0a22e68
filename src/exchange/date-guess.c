/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/date-guess.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

/* A date as written: up to three numbers, and a month by name. */
typedef struct {
  int numbers[3];
  int digits[3];
  int n_numbers;
  int month;       /* 0: no name */
  int month_after; /* how many numbers stood before the name */
} DateParts;

/* Beginnings of the months' names in the languages of many a list; longer ones first where one begins another. */
static const struct {
  const char *name;
  int month;
} month_names[] = {
  { "jan", 1 }, { "ene", 1 }, { "gen", 1 }, { "sty", 1 }, { "feb", 2 }, { "fév", 2 }, { "fev", 2 }, { "lut", 2 },
  { "mar", 3 }, { "mär", 3 }, { "mrz", 3 }, { "maa", 3 }, { "apr", 4 }, { "avr", 4 }, { "abr", 4 }, { "kwi", 4 },
  { "may", 5 }, { "mai", 5 }, { "mag", 5 }, { "maj", 5 }, { "mei", 5 }, { "juin", 6 }, { "jun", 6 }, { "giu", 6 },
  { "cze", 6 }, { "juil", 7 }, { "jul", 7 }, { "lug", 7 }, { "lip", 7 }, { "aug", 8 }, { "aoû", 8 }, { "aou", 8 },
  { "ago", 8 }, { "sie", 8 }, { "sep", 9 }, { "set", 9 }, { "wrz", 9 }, { "oct", 10 }, { "okt", 10 }, { "ott", 10 },
  { "out", 10 }, { "paź", 10 }, { "nov", 11 }, { "lis", 11 }, { "dec", 12 }, { "dez", 12 }, { "déc", 12 }, { "dic", 12 },
  { "gru", 12 },
};
static const nl_item locale_months[] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4, ABMON_5, ABMON_6, ABMON_7, ABMON_8,
                                         ABMON_9, ABMON_10, ABMON_11, ABMON_12 };
/* What may stand beside a date without saying anything. */
static const char * const fillers[] = { "st", "nd", "rd", "th", "of", "de", "del", "er", "the", "mon", "monday", "tue",
                                        "tuesday", "wed", "wednesday", "thu", "thursday", "fri", "friday", "sat",
                                        "saturday", "sun", "sunday", "年", "月", "日", NULL };

static int
month_of (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    if (g_str_has_prefix (word, month_names[i].name))
      return month_names[i].month;
  for (guint i = 0; i < G_N_ELEMENTS (locale_months); i++)
    {
      g_autofree char *name = g_utf8_strdown (nl_langinfo (locale_months[i]), -1);

      if (strlen (name) > 2 && g_str_has_prefix (word, name))
        return (int) i + 1;
    }
  return 0;
}

static gboolean
take_word (DateParts  *parts,
           const char *start,
           const char *end)
{
  g_autofree char *word = g_utf8_strdown (start, end - start);
  int month;

  if (g_strv_contains (fillers, word))
    return TRUE;
  month = month_of (word);
  if (month == 0 || parts->month != 0)
    return FALSE;
  parts->month = month;
  parts->month_after = parts->n_numbers;
  return TRUE;
}

static const char *
take_number (DateParts  *parts,
             const char *p)
{
  int number = 0, digits = 0;

  for (; *p != '\0' && g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    if (++digits <= 8)
      number = number * 10 + g_unichar_digit_value (g_utf8_get_char (p));
  if (parts->n_numbers == 3 || digits > 8)
    return NULL;
  parts->numbers[parts->n_numbers] = number;
  parts->digits[parts->n_numbers++] = digits;
  return p;
}

/* 10:30 after a date is the time of day; so is what follows a T. */
static gboolean
is_time (const DateParts *parts,
         const char      *p)
{
  if (*p == 'T' && parts->n_numbers == 3)
    return TRUE;
  return parts->n_numbers + (parts->month != 0) == 3 && g_ascii_isdigit (*p) && p[strspn (p, "0123456789")] == ':';
}

static gboolean
split_date (const char *text,
            DateParts  *parts)
{
  const char *p = text;

  *parts = (DateParts) { 0 };
  while (*p != '\0' && !is_time (parts, p))
    {
      gunichar letter = g_utf8_get_char (p);
      const char *start = p;

      if (g_unichar_isdigit (letter))
        p = take_number (parts, p);
      else if (g_unichar_isalpha (letter))
        {
          while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          if (!take_word (parts, start, p))
            return FALSE;
        }
      else if (strchr ("-/., \t'", *p) != NULL)
        p++;
      else
        return FALSE;
      if (p == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Two digits: the hundred years that end ten years from now. */
static int
full_year (int year,
           int digits,
           int this_year)
{
  int latest = this_year + 10;

  if (digits > 2)
    return year;
  year += latest - latest % 100;
  return year > latest ? year - 100 : year;
}

static RapportDateVerdict
write_date (int  year,
            int  month,
            int  day,
            char date[11])
{
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return RAPPORT_DATE_IS_NO_DATE;
  if (!g_date_valid_dmy (day, month, year))
    return RAPPORT_DATE_IS_NO_DAY;
  if (date != NULL)
    g_snprintf (date, 11, "%04u-%02u-%02u", (unsigned) year % 10000, (unsigned) month % 100, (unsigned) day % 100);
  return RAPPORT_DATE_IS_GOOD;
}

static RapportDateVerdict
named_month (const DateParts *parts,
             int              this_year,
             char             date[11])
{
  int year, day;

  if (parts->n_numbers == 1 && parts->digits[0] == 4)
    return write_date (parts->numbers[0], parts->month, 1, date);
  if (parts->n_numbers != 2)
    return RAPPORT_DATE_IS_NO_DATE;
  year = parts->digits[0] > 2 ? 0 : 1;
  day = 1 - year;
  if (parts->digits[day] > 2)
    return RAPPORT_DATE_IS_NO_DATE;
  return write_date (full_year (parts->numbers[year], parts->digits[year], this_year), parts->month,
                     parts->numbers[day], date);
}

static RapportDateVerdict
numbers_only (const DateParts  *parts,
              RapportDateOrder  order,
              int               this_year,
              char              date[11])
{
  static const int places[RAPPORT_N_DATE_ORDERS][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 2, 0, 1 } };
  const int *place = places[parts->digits[0] > 2 ? RAPPORT_DATE_ORDER_YMD : order];

  if (parts->n_numbers == 1 && parts->digits[0] == 8)
    return write_date (parts->numbers[0] / 10000, parts->numbers[0] / 100 % 100, parts->numbers[0] % 100, date);
  if (parts->n_numbers == 2 && parts->digits[0] == 4 && parts->digits[1] <= 2)
    return write_date (parts->numbers[0], parts->numbers[1], 1, date);
  if (parts->n_numbers != 3 || parts->digits[place[1]] > 2 || parts->digits[place[2]] > 2)
    return RAPPORT_DATE_IS_NO_DATE;
  return write_date (full_year (parts->numbers[place[0]], parts->digits[place[0]], this_year),
                     parts->numbers[place[1]], parts->numbers[place[2]], date);
}

/**
 * rapport_date_guess_parse:
 * @text: a date as people write it; a time of day after it is left away, a month alone is its first day
 * @order: how to read numbers; a year of four digits in front stands for itself
 * @this_year: for years of two digits
 * @date: (out) (optional): 'YYYY-MM-DD'
 *
 * Returns: whether it is a date, and why not
 */
RapportDateVerdict
rapport_date_guess_parse (const char       *text,
                    RapportDateOrder  order,
                    int               this_year,
                    char              date[11])
{
  DateParts parts;

  if (strlen (text) > 60 || !split_date (text, &parts))
    return RAPPORT_DATE_IS_NO_DATE;
  return parts.month != 0 ? named_month (&parts, this_year, date) : numbers_only (&parts, order, this_year, date);
}

/**
 * rapport_date_guess_add:
 * @self: what was seen so far
 * @text: the next value of the column; empty ones say nothing
 * @this_year: for years of two digits
 */
void
rapport_date_guess_add (RapportDateGuess *self,
                        const char       *text,
                        int               this_year)
{
  char dates[RAPPORT_N_DATE_ORDERS][11] = { "", "", "" };
  gboolean fits[RAPPORT_N_DATE_ORDERS];

  if (*text == '\0')
    return;
  self->values++;
  for (RapportDateOrder order = 0; order < RAPPORT_N_DATE_ORDERS; order++)
    {
      fits[order] = rapport_date_guess_parse (text, order, this_year, dates[order]) == RAPPORT_DATE_IS_GOOD;
      self->fits[order] += fits[order];
    }
  if (fits[0] && fits[1] && fits[2] && strcmp (dates[0], dates[1]) == 0 && strcmp (dates[0], dates[2]) == 0)
    self->year_first++;
  self->open += fits[RAPPORT_DATE_ORDER_DMY] && fits[RAPPORT_DATE_ORDER_MDY]
    && strcmp (dates[RAPPORT_DATE_ORDER_DMY], dates[RAPPORT_DATE_ORDER_MDY]) != 0;
  for (RapportDateOrder order = 0; order < RAPPORT_N_DATE_ORDERS; order++)
    if (fits[order])
      {
        self->future += g_ascii_strtoll (dates[order], NULL, 10) > this_year;
        break;
      }
}

/**
 * rapport_date_guess_order:
 * @self: the whole column
 * @usual: the order where the user lives, for columns that say nothing
 * @ambiguous: (out) (optional): whether the column can be read in two ways
 *
 * Returns: the order that most values fit
 */
RapportDateOrder
rapport_date_guess_order (const RapportDateGuess *self,
                          RapportDateOrder        usual,
                          gboolean               *ambiguous)
{
  RapportDateOrder best = usual;
  guint dmy = self->fits[RAPPORT_DATE_ORDER_DMY], mdy = self->fits[RAPPORT_DATE_ORDER_MDY];

  for (RapportDateOrder order = 0; order < RAPPORT_N_DATE_ORDERS; order++)
    if (self->fits[order] > self->fits[best])
      best = order;
  if (self->values > 0 && self->year_first == self->values)
    best = RAPPORT_DATE_ORDER_YMD;
  if (ambiguous != NULL)
    *ambiguous = best != RAPPORT_DATE_ORDER_YMD && dmy == mdy && self->open > 0;
  return best;
}

/**
 * rapport_date_order_usual:
 *
 * Returns: the order in which the user's locale writes dates
 */
RapportDateOrder
rapport_date_order_usual (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *locale = setlocale (LC_TIME, NULL);
  const char *day = strpbrk (format, "deD"), *month = strpbrk (format, "mbBD"), *year = strpbrk (format, "yYF");

  /* the C locale writes as in the United States; who works in it mostly does not */
  if (locale == NULL || g_str_has_prefix (locale, "C") || g_str_has_prefix (locale, "POSIX"))
    return RAPPORT_DATE_ORDER_DMY;
  if (year != NULL && (month == NULL || year < month))
    return RAPPORT_DATE_ORDER_YMD;
  return month != NULL && (day == NULL || month <= day) ? RAPPORT_DATE_ORDER_MDY : RAPPORT_DATE_ORDER_DMY;
}

/**
 * rapport_date_order_label:
 * @order: an order
 *
 * Returns: (transfer none): how people say it
 */
const char *
rapport_date_order_label (RapportDateOrder order)
{
  static const char * const labels[] = { N_("year-month-day"), N_("day.month.year"), N_("month/day/year") };

  return _(labels[order]);
}
