# SPDX-License-Identifier: EUPL-1.2
# What an installation consists of, in components that are the packages of kiosk-config/debian.
#
#     common        lotse and its data         both roles are one program; neither works without the data
#     terminal      sessions, units, devices   what turns a machine into a kiosk
#     terminal-x11  the same for an X server
#     desk          lotse-desk, its entry in the menu
#     queue         lotse-queue, its units     nothing of common: the service draws nothing and reads no text
#     tools         lotse-tool, lotse-setup    their data (questionnaires, texts, fonts to check) is that of common
#
# Units, sessions and examples name the places of a package (/usr, /etc, /var); under another prefix /usr is replaced.
# Settings go to /etc if the prefix is /usr, else below the prefix; state is always below /var/lib/lotse.
include(GNUInstallDirs)
set(data_dir ${CMAKE_INSTALL_DATADIR}/lotse)
set(config ${CMAKE_SOURCE_DIR}/kiosk-config)

# install_settings(COMPONENT FILE FOLDER NAME): below the folder of settings, which the prefix of the installation decides.
function(install_settings component file folder name)
  install(CODE "
    set(etc \"\${CMAKE_INSTALL_PREFIX}/etc\")
    if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
      set(etc /etc)
    endif()
    file(INSTALL \"${file}\" DESTINATION \"\${etc}/${folder}\" TYPE FILE RENAME \"${name}\")" COMPONENT ${component})
endfunction()

# install_placed(COMPONENT FOLDER PERMISSIONS FILE...): files that name places.
function(install_placed component folder mode)
  foreach(file ${ARGN})
    install(CODE "
      get_filename_component(name \"${file}\" NAME)
      file(READ \"${file}\" text)
      if(NOT CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
        string(REGEX REPLACE \"/usr/(bin/lotse|lib/lotse|libexec/lotse)\" \"\${CMAKE_INSTALL_PREFIX}/\\\\1\" text \"\${text}\")
        string(REPLACE \"/etc/lotse\" \"\${CMAKE_INSTALL_PREFIX}/etc/lotse\" text \"\${text}\")
      endif()
      set(placed \"${CMAKE_BINARY_DIR}/placed/\${name}\")
      file(WRITE \"\${placed}\" \"\${text}\")
      if(\"${mode}\" STREQUAL \"PROGRAM\")
        file(INSTALL \"\${placed}\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${folder}\" TYPE PROGRAM)
      else()
        file(INSTALL \"\${placed}\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${folder}\" TYPE FILE)
      endif()" COMPONENT ${component})
  endforeach()
endfunction()

# install_program(COMPONENT PROGRAM SECTION): with its manual page and completion, which are made from its --help.
function(install_program component program section)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME COMPONENT ${component})
    set(path "$<TARGET_FILE:${program}>")
  else()
    install(PROGRAMS ${program} TYPE BIN COMPONENT ${component})
    set(path ${program})
  endif()
  get_filename_component(name ${program} NAME)
  install(CODE "
    execute_process(COMMAND \"${CMAKE_SOURCE_DIR}/app/manual.sh\" \"${path}\" ${section} \"${CMAKE_BINARY_DIR}/manual\"
                    COMMAND_ERROR_IS_FATAL ANY)" COMPONENT ${component})
  install(FILES ${CMAKE_BINARY_DIR}/manual/man/man${section}/${name}.${section}
          DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} COMPONENT ${component})
  install(FILES ${CMAKE_BINARY_DIR}/manual/bash-completion/completions/${name}
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT ${component})
endfunction()

install_program(common lotse 1)
# Nobody's command: the terminal starts it.
install(TARGETS lotse-voice RUNTIME DESTINATION lib/lotse COMPONENT common)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/locales DESTINATION ${data_dir} COMPONENT common)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/assets/icons DESTINATION ${data_dir}/assets COMPONENT common)
install(DIRECTORY ${config}/questionnaires ${config}/occupations ${config}/schema ${config}/conformance DESTINATION ${data_dir}/kiosk-config COMPONENT common)
install(FILES ${config}/demo.toml DESTINATION ${data_dir}/kiosk-config COMPONENT common)
install_settings(common ${config}/kiosk.toml lotse kiosk.toml)

install_placed(terminal lib/lotse PROGRAM ${config}/session/terminal-session ${config}/session/terminal-run)
install_placed(terminal lib/systemd/system FILE ${config}/systemd/lotse-terminal.service)
install(FILES ${config}/systemd/sysusers-terminal.conf DESTINATION lib/sysusers.d RENAME lotse-terminal.conf
        COMPONENT terminal)
install(FILES ${config}/systemd/tmpfiles-terminal.conf DESTINATION lib/tmpfiles.d RENAME lotse-terminal.conf
        COMPONENT terminal)
install(FILES ${config}/systemd/journald-terminal.conf DESTINATION lib/systemd/journald.conf.d
        RENAME lotse-terminal.conf COMPONENT terminal)
install(FILES ${config}/systemd/logind-terminal.conf DESTINATION lib/systemd/logind.conf.d RENAME lotse-terminal.conf
        COMPONENT terminal)
install(FILES ${config}/systemd/sysctl-terminal.conf DESTINATION lib/sysctl.d RENAME 60-lotse-terminal.conf
        COMPONENT terminal)
install(FILES ${config}/udev/72-lotse-terminal.rules DESTINATION lib/udev/rules.d COMPONENT terminal)
install_settings(terminal ${config}/session/session.conf lotse session.conf)
install_settings(terminal ${config}/session/lotse-terminal.issue issue.d lotse-terminal.issue)
install_placed(terminal ${CMAKE_INSTALL_DATADIR}/doc/lotse-terminal/examples FILE ${config}/examples/nftables.conf
               ${config}/examples/egress.conf ${config}/examples/usbguard-rules.conf
               ${config}/examples/70-lotse-devices.rules)

install_placed(terminal-x11 lib/lotse PROGRAM ${config}/session/terminal-session-x11
               ${config}/session/terminal-x11-cookie)
install_placed(terminal-x11 lib/systemd/system FILE ${config}/systemd/lotse-terminal-x11.service
               ${config}/systemd/lotse-terminal-xserver.service)
install(FILES ${config}/session/xorg.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/X11/xorg.conf.d RENAME 60-lotse-terminal.conf
        COMPONENT terminal-x11)

install_program(desk ${config}/desk/lotse-desk 1)
install(FILES ${config}/desk/de.lotse.Desk.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT desk)
install(FILES ${config}/desk/de.lotse.Desk.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT desk)
install(FILES ${config}/desk/de.lotse.Desk.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
        COMPONENT desk)
install_settings(desk ${config}/desk/desk.conf lotse desk.conf)

install_program(queue lotse-queue 8)
install_placed(queue lib/systemd/system FILE ${config}/systemd/lotse-queue.service
               ${config}/systemd/lotse-queue-backup.service ${config}/systemd/lotse-queue-backup.timer)
install(FILES ${config}/systemd/sysusers-queue.conf DESTINATION lib/sysusers.d RENAME lotse-queue.conf COMPONENT queue)
install(FILES ${config}/systemd/tmpfiles-queue.conf DESTINATION lib/tmpfiles.d RENAME lotse-queue.conf COMPONENT queue)
install_settings(queue ${config}/queue.toml lotse queue.toml)
install(FILES ${config}/examples/nftables-queue.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lotse-queue/examples
        COMPONENT queue)

install_program(tools lotse-tool 1)
set(programs lotse lotse-queue lotse-tool lotse-voice)
if(TARGET lotse-setup)
  install_program(tools lotse-setup 8)
  list(APPEND programs lotse-setup)
endif()
# All that is installed and nothing else: without tests and benchmarks.
add_custom_target(programs DEPENDS ${programs})
