package dev.larder.cli;
