/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-entry.h"

struct _RapportImportEntry
{
  GObject parent_instance;

  /* Borrowed */
  RapportImportJob *job;
  const RapportImportItem *item;
};

G_DEFINE_FINAL_TYPE (RapportImportEntry, rapport_import_entry, G_TYPE_OBJECT)

static void
rapport_import_entry_class_init (RapportImportEntryClass *klass)
{
}

static void
rapport_import_entry_init (RapportImportEntry *self)
{
}

RapportImportEntry *
rapport_import_entry_new (RapportImportJob        *job,
                          const RapportImportItem *item)
{
  RapportImportEntry *self = g_object_new (RAPPORT_TYPE_IMPORT_ENTRY, NULL);

  self->job = job;
  self->item = item;
  return self;
}

RapportImportJob *
rapport_import_entry_get_job (RapportImportEntry *self)
{
  return self->job;
}

const RapportImportItem *
rapport_import_entry_get_item (RapportImportEntry *self)
{
  return self->item;
}
