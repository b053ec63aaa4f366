/** The commands about repositories: what clients install from. */
package dev.larder.cli.repository;
