/** What every module's {@code ArchitectureTest} asks for alike. */
package dev.larder.architecture;
