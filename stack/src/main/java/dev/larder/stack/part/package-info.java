/** What is started on one machine: each part's command, environment, readiness and end. */
package dev.larder.stack.part;
