package dev.latchkey.tests.architecture.broken.core.domain;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule it is named after. */
record BreaksDomainKnowsOnlyTheJdk(ObjectMapper known) {}
