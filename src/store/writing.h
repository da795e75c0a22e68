/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/uuid.h"
#include "store/connection.h"
#include "store/state.h"
#include "store/wire.h"

G_BEGIN_DECLS

/* The inside of a transaction that writes: what transaction.c, journal.c, merge.c and undo.c share. Of the writer's
 * thread. */

#define RAPPORT_SHARED_NUMBERS 8

struct _RapportTransaction
{
  RapportReading reading;
  GCancellable *cancellable;   /* Borrowed, may be NULL */
  GError *failure;             /* Owned: the first failure of a function that returns nothing */

  /* The operation */
  gint64 wall;                 /* unix milliseconds */
  int zone;                    /* minutes east of UTC */
  char *author;                /* Owned */
  char *title;                 /* Owned */
  char **args;                 /* Owned */
  gint64 undoes_replica;       /* 0: undoes nothing */
  gint64 undoes_seq;
  gint64 operation;            /* its number, 0 before the first change */
  GString *operation_wire;     /* Owned: its object in the wire form */

  /* This replica; 0 before the first change */
  gint64 replica;
  const char *replica_name;    /* Borrowed from the dictionary */
  gint64 seq;                  /* last taken */
  gint64 clock;                /* last taken or met */
  gint64 clock_saved;          /* as the table meta has it */
  gboolean clock_loaded;
  gboolean erased;             /* something was: ends with rapport_erasure_finish() */
  GHashTable *erased_names;    /* Owned: fields that may be nobody's any more; NULL: none */
  gint64 deleted;              /* number of the field `deleted`, 0: not asked yet */
  int joins;                   /* is there any same-person fact? 0: not asked yet, 1: none, 2: some */
  gboolean joining;            /* the rows of joined members are being settled */
  gboolean has_settled;        /* they have been in this transaction */

  /* Entities with values that are not yet written, in the order in which they were first set */
  GHashTable *pending;         /* Owned: entity → RapportPending, borrowed from the next */
  GPtrArray *order;            /* Owned: RapportPending */

  /* Used again and again */
  GByteArray *body;            /* Owned */
  RapportBody parsed;          /* Owned */
  GString *line;               /* Owned */
  GChecksum *checksum;         /* Owned */
  GHashTable *values;          /* Owned: name (borrowed) → GVariant (owned) */
  RapportRandomPool randoms;
  GVariant *numbers[RAPPORT_SHARED_NUMBERS]; /* Owned: 0 to 7, NULL until used */
  guint8 last_uuid[RAPPORT_UUID_BYTES]; /* of the last new entity, zeros: none yet */
  struct _RapportReferred *referred; /* Owned: entities that values have named lately */
  struct _RapportEncoder *encoder; /* Owned: what is ahead in `order`; NULL: nothing is */
};

/** One field to be set. */
typedef struct {
  gint64 field;
  const char *name;            /* Borrowed from the dictionary */
  GVariant *value;             /* Owned, NULL unsets */
} RapportSetting;

/** What is to be written about one entity. */
typedef struct {
  gint64 entity;
  gboolean is_new;             /* nothing is known about it yet */
  const char *kind;            /* Borrowed from the dictionary; NULL: not asked yet, uuid neither */
  guint8 uuid[RAPPORT_UUID_BYTES];
  GArray *settings;            /* Owned: RapportSetting */
} RapportPending;

/** A change about to be entered. */
typedef struct {
  gint64 replica;
  const char *replica_name;
  gint64 seq;
  gint64 entity;
  gint64 operation;
  gint64 clock;
  const guint8 *hash;          /* of an emptied change; NULL: it is whole */
} RapportEntry;

RapportTransaction *rapport_transaction_new       (RapportConnection   *connection,
                                                   RapportClock        *clock,
                                                   const char          *author,
                                                   GCancellable        *cancellable);
void                rapport_transaction_free      (RapportTransaction  *self);
/* Writes what commit must write with everything else. */
gboolean            rapport_transaction_finish    (RapportTransaction  *self,
                                                   GError             **error);

/* journal.c */
gboolean            rapport_journal_load_clock    (RapportTransaction  *self,
                                                   GError             **error);
void                rapport_journal_meet_clock    (RapportTransaction  *self,
                                                   gint64               clock);
/* What the ordering clock says after @clock. */
gint64              rapport_journal_tick          (RapportTransaction  *self,
                                                   gint64               clock);
gboolean            rapport_journal_begin         (RapportTransaction  *self,
                                                   GError             **error);
/* As above, and its operation. */
gboolean            rapport_journal_begin_operation (RapportTransaction *self,
                                                   GError             **error);
gboolean            rapport_journal_write         (RapportTransaction  *self,
                                                   RapportPending      *pending,
                                                   GError             **error);
/* As above over a state that the caller has loaded (NULL: nothing is known yet), all of it. Returns the change's number,
 * 0 on failure. */
gint64              rapport_journal_write_over    (RapportTransaction  *self,
                                                   RapportPending      *pending,
                                                   RapportState        *state,
                                                   GError             **error);
/* Enters the change and leaves heads and projection to the caller. Returns its number, 0 on failure. */
gint64              rapport_journal_append        (RapportTransaction  *self,
                                                   RapportPending      *pending,
                                                   RapportState        *state,
                                                   GError             **error);
/* Writes self->parsed as a line into self->line. */
void                rapport_journal_put_line      (RapportTransaction  *self,
                                                   const RapportEntry  *entry,
                                                   const char          *kind,
                                                   const guint8        *uuid,
                                                   const char          *operation_wire);
/* Enters self->body as a change. Returns its number, 0 on failure. */
gint64              rapport_journal_enter         (RapportTransaction  *self,
                                                   const RapportEntry  *entry,
                                                   const guint8        *hash,
                                                   GError             **error);
gboolean            rapport_journal_set_base      (RapportTransaction  *self,
                                                   gint64               entity,
                                                   gint64               change,
                                                   gboolean             had_rows,
                                                   GError             **error);
gboolean            rapport_journal_set_heads     (RapportTransaction  *self,
                                                   gint64               entity,
                                                   gint64               field,
                                                   const gint64        *changes,
                                                   guint                n_changes,
                                                   GError             **error);
/* Tells the projection what the entity is now. @was_alive: whether it has a row. */
gboolean            rapport_journal_project       (RapportTransaction  *self,
                                                   RapportState        *state,
                                                   gboolean             was_alive,
                                                   GError             **error);
gboolean            rapport_journal_project_touched (RapportTransaction *self,
                                                   GHashTable          *touched,
                                                   GError             **error);
gboolean            rapport_journal_entity        (RapportTransaction  *self,
                                                   gint64               entity,
                                                   const char         **kind,
                                                   guint8              *uuid,
                                                   GError             **error);
gint64              rapport_journal_deleted_field (RapportTransaction  *self);

RapportPending     *rapport_pending_new           (gint64               entity,
                                                   gboolean             is_new);
void                rapport_pending_free          (RapportPending      *self);
void                rapport_pending_set           (RapportPending      *self,
                                                   gint64               field,
                                                   const char          *name,
                                                   GVariant            *value);
void                rapport_pending_encode        (RapportPending      *self,
                                                   const guint8        *random,
                                                   GByteArray          *body,
                                                   GPtrArray           *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTransaction, rapport_transaction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPending, rapport_pending_free)

G_END_DECLS
