package dev.latchkey.tests.architecture.broken.authorizer;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksAuthorizerKnowsCoreAndAStreamingReader(ObjectMapper known) {}
