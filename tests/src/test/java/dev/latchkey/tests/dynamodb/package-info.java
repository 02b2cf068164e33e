/** The functions' packages, marked so that the table's proxy knows whose request it sees. */
@NullMarked
package dev.latchkey.tests.dynamodb;

import org.jspecify.annotations.NullMarked;
