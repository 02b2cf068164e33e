/**
 * NGINX, Caddy, Traefik and Envoy with the settings of docs/front-doors.md. bin/front-doors runs
 * these tests.
 */
@NullMarked
package dev.latchkey.tests.proxy;

import org.jspecify.annotations.NullMarked;
