/* gradescope.c - submission_metadata.yml of a Gradescope export: who has handed in what. */
#include "class/gradescope.h"

#include "class/names.h"
#include "kit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static const char *text_of(const yaml_node_t *node)
{
    return node != NULL && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value
                                                          : "";
}

/* The value under KEY, which Gradescope writes as a symbol of Ruby: with a colon before it. */
static yaml_node_t *member(yaml_document_t *document, const yaml_node_t *node, const char *key)
{
    if (node == NULL || node->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        const char *name = text_of(yaml_document_get_node(document, pair->key));
        if (strcmp(name + (*name == ':'), key) == 0)
            return yaml_document_get_node(document, pair->value);
    }
    return NULL;
}

static json_t *person_of(yaml_document_t *document, const yaml_node_t *node)
{
    const char *id = text_of(member(document, node, "sid"));
    if (*id == '\0')
        id = text_of(member(document, node, "email"));
    char *safe = names_text(id), *name = names_text(text_of(member(document, node, "name")));
    json_t *person = *id == '\0' ? NULL : json_pack("{ss ss}", "id", safe, "name", name);
    free(safe);
    free(name);
    return person;
}

static json_t *submission_of(yaml_document_t *document, const yaml_node_t *node)
{
    json_t *people = json_array();
    const yaml_node_t *list = member(document, node, "submitters");
    if (list != NULL && list->type == YAML_SEQUENCE_NODE)
        for (yaml_node_item_t *item = list->data.sequence.items.start;
             item < list->data.sequence.items.top; item++) {
            json_t *person = person_of(document, yaml_document_get_node(document, *item));
            if (person != NULL)
                json_array_append_new(people, person);
        }
    char *when = names_text(text_of(member(document, node, "created_at")));
    json_t *result = json_pack("{ss so}", "submitted", when == NULL ? "" : when, "people", people);
    free(when);
    return result;
}

static json_t *all_of(yaml_document_t *document)
{
    json_t *all = json_object();
    const yaml_node_t *root = yaml_document_get_root_node(document);
    if (root == NULL || root->type != YAML_MAPPING_NODE)
        return all;
    for (yaml_node_pair_t *pair = root->data.mapping.pairs.start;
         pair < root->data.mapping.pairs.top; pair++) {
        char *name = names_text(text_of(yaml_document_get_node(document, pair->key)));
        if (name != NULL)
            json_object_set_new(
                all, name, submission_of(document, yaml_document_get_node(document, pair->value)));
        free(name);
    }
    return all;
}

json_t *gradescope_read(const char *path, char **why)
{
    yaml_parser_t parser;
    yaml_document_t document;
    json_t *all = NULL;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        *why = kit_text("%s: %s", path, strerror(errno));
        return NULL;
    }
    if (yaml_parser_initialize(&parser) == 1) {
        yaml_parser_set_input_file(&parser, file);
        if (yaml_parser_load(&parser, &document) == 1) {
            all = all_of(&document);
            yaml_document_delete(&document);
        } else {
            *why = kit_text("%s, line %zu: %s", path, parser.problem_mark.line + 1,
                            parser.problem == NULL ? "this is no YAML" : parser.problem);
        }
        yaml_parser_delete(&parser);
    }
    fclose(file);
    return all;
}
