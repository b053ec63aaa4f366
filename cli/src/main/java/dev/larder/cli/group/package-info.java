/** Groups: what people may. */
package dev.larder.cli.group;
