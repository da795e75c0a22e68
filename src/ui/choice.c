/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/chooser.h"

/* One thing to choose: a country, a language, a time zone, a skill. */
struct _RapportChoice
{
  GObject parent_instance;

  /* Owned */
  char *code;
  char *label;
  char *detail;
};

enum {
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RapportChoice, rapport_choice, G_TYPE_OBJECT)

static void
rapport_choice_finalize (GObject *object)
{
  RapportChoice *self = RAPPORT_CHOICE (object);

  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->detail, g_free);

  G_OBJECT_CLASS (rapport_choice_parent_class)->finalize (object);
}

static void
rapport_choice_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, RAPPORT_CHOICE (object)->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_choice_class_init (RapportChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rapport_choice_finalize;
  object_class->get_property = rapport_choice_get_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rapport_choice_init (RapportChoice *self)
{
}

/**
 * rapport_choice_new:
 * @code: what is stored
 * @label: what people read
 * @detail: (nullable): a dim second part
 */
RapportChoice *
rapport_choice_new (const char *code,
                    const char *label,
                    const char *detail)
{
  RapportChoice *self = g_object_new (RAPPORT_TYPE_CHOICE, NULL);

  self->code = g_strdup (code);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);
  return self;
}

const char *
rapport_choice_get_code (RapportChoice *self)
{
  return self->code;
}

const char *
rapport_choice_get_label (RapportChoice *self)
{
  return self->label;
}

const char *
rapport_choice_get_detail (RapportChoice *self)
{
  return self->detail;
}
