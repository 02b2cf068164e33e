/**
 * The domain: a key's text, secret, fields and state, and a data API's routes. Depends on the JDK
 * only, and knows neither how requests arrive nor where keys are stored.
 */
@NullMarked
package dev.latchkey.core.domain;

import org.jspecify.annotations.NullMarked;
