/** Lets each service start once for nothing, so that Java starts it quickly ever after. */
package dev.larder.stack.rehearsal;
