package dev.latchkey.tests.architecture.broken.management.secretsmanager;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksSecretsmanagerKnowsCoreAndJson(ObjectMapper known) {}
